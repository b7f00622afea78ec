"use strict";
// A reply template goes where the cursor is.
document.addEventListener("change", (event) => {
  const select = event.target;
  if (!select.matches("[data-insert]") || !select.value) return;
  const area = document.getElementById(select.dataset.insert);
  area.setRangeText(select.value, area.selectionStart, area.selectionEnd, "end");
  select.value = "";
  area.focus();
});
document.addEventListener("submit", (event) => {
  const question = event.submitter && event.submitter.dataset.confirm;
  if (question && !window.confirm(question)) event.preventDefault();
});
// j and k walk through the queue, / goes to the search; typing in a field is left alone.
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input, textarea, select")) return;
  if (event.key === "/") {
    const search = document.querySelector('[data-key="/"]');
    if (search) { event.preventDefault(); search.focus(); }
  }
  const links = [...document.querySelectorAll("[data-rows] tbody tr td:first-child a")];
  if (!links.length || !["j", "k"].includes(event.key)) return;
  const at = links.indexOf(document.activeElement) + (event.key === "j" ? 1 : -1);
  links[Math.max(0, Math.min(at, links.length - 1))].focus();
});
// A long list of ticks is narrowed by a word; what is ticked stays in sight. Enter does not send the form.
for (const search of document.querySelectorAll("[data-picks]")) {
  const labels = [...document.getElementById(search.dataset.picks).querySelectorAll("label")];
  const narrow = () => {
    const word = search.value.trim().toLowerCase();
    for (const label of labels) label.hidden = !label.textContent.toLowerCase().includes(word) && !label.firstElementChild.checked;
  };
  search.hidden = false;
  search.addEventListener("input", narrow);
  search.addEventListener("keydown", (event) => { if (event.key === "Enter") event.preventDefault(); });
}
