"""The accessibility tree that Flutter builds in the page: its nodes, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Page

TARGET_PX = 48.0
ROUNDING_PX = 0.5
SLACK_PX = 2.0
READ = """() => {
  const host = document.querySelector("flt-semantics-host");
  const TAGS = { A: "link", INPUT: "textbox", TEXTAREA: "textbox", IMG: "img", BUTTON: "button" };
  const all = [...host.querySelectorAll("*:not(span, flt-semantics-scroll-overflow)")];
  const places = new Map(all.map((element, place) => [element, place]));
  const own = (element) => [...element.childNodes]
    .filter((part) => part.nodeType === 3 || part.tagName === "SPAN")
    .map((part) => part.textContent).join("").trim();
  const role = (element) => element.getAttribute("role") ?? TAGS[element.tagName] ??
    (/^H[1-6]$/.test(element.tagName) ? "heading" : "");
  const scrolls = (element) => /scroll|auto/.test(element.style.overflowX + element.style.overflowY);
  return all.map((element) => {
    const box = element.getBoundingClientRect();
    const scrollers = [];
    for (let up = element.parentElement; up && up !== host; up = up.parentElement) {
      if (scrolls(up)) scrollers.push(places.get(up));
    }
    const field = /^(INPUT|TEXTAREA)$/.test(element.tagName);
    return {
      role: role(element), name: (element.getAttribute("aria-label") ?? own(element)).trim(),
      box: [box.left, box.top, box.right, box.bottom],
      tappable: element.hasAttribute("flt-tappable") || field,
      focusable: element.tabIndex >= 0, level: Number(element.tagName.slice(1)) || 0,
      disabled: element.getAttribute("aria-disabled") === "true" || element.disabled === true,
      hidden: Boolean(element.closest("[aria-hidden='true']")), scrolls: scrolls(element),
      parent: places.get(element.parentElement) ?? -1, scrollers,
      leaf: !element.querySelector(":scope > *:not(span)"),
    };
  });
}"""
CONTROLS = frozenset(
    {
        "button",
        "link",
        "textbox",
        "checkbox",
        "radio",
        "switch",
        "tab",
        "slider",
        "combobox",
        "menuitem",
        "option",
    }
)

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Node:
    """One node: ``box`` in CSS px (left, top, right, bottom).

    ``parent`` and ``scrollers`` (what scrolls around it, the innermost first) are places in the list.
    """

    role: str
    name: str
    box: Box
    tappable: bool
    focusable: bool
    level: int
    disabled: bool
    hidden: bool
    scrolls: bool
    parent: int
    scrollers: tuple[int, ...]
    leaf: bool

    @property
    def width(self) -> float:
        """Width in CSS px."""
        return self.box[2] - self.box[0]

    @property
    def height(self) -> float:
        """Height in CSS px."""
        return self.box[3] - self.box[1]

    @property
    def is_control(self) -> bool:
        """True for what a person can act on."""
        return self.tappable or self.role in CONTROLS

    def __str__(self) -> str:
        words = self.name.splitlines()[0][:40] if self.name else "(no name)"
        size, place = f"{self.width:.0f}×{self.height:.0f}", f"{self.box[0]:.0f},{self.box[1]:.0f}"
        return f"{self.role or 'node'} “{words}” {size} at {place}"


@dataclass(frozen=True)
class Tree:
    """Everything on the screen now, in the order of reading."""

    nodes: Sequence[Node]
    window: Box

    @property
    def controls(self) -> list[Node]:
        """What a person can act on."""
        return [node for node in self.nodes if node.is_control and not node.hidden]

    def region(self, node: Node) -> Box:
        """Return the part of the window in which ``node`` can be seen."""
        edges = [self.window, *(self.nodes[place].box for place in node.scrollers)]
        left, top, right, bottom = zip(*edges, strict=True)
        return max(left), max(top), min(right), min(bottom)

    def cut(self, node: Node) -> tuple[bool, bool]:
        """Return whether an edge that things scroll under cuts ``node``, sideways and in height."""
        if not node.scrollers:
            return False, False
        region = self.region(node)
        sideways = node.box[0] <= region[0] + 1 or node.box[2] >= region[2] - 1
        upright = node.box[1] <= region[1] + 1 or node.box[3] >= region[3] - 1
        return sideways, upright


@dataclass
class Found:
    """What is wrong by screen, and how much was looked at."""

    wrong: dict[str, list[str]] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)

    def add(self, screen: str, problems: Iterator[str] | Sequence[str]) -> None:
        """Note the problems of one screen."""
        for problem in problems:
            self.wrong.setdefault(screen, []).append(problem)

    def count(self, name: str, number: int) -> None:
        """Add to one of the figures."""
        self.counts[name] = self.counts.get(name, 0) + number

    def report(self) -> str:
        """Return everything at once, by screen."""
        lines = [f"{screen}: {problem}" for screen, found in self.wrong.items() for problem in found]
        return "\n".join(["", *lines, str(self.counts)])


def read(page: Page) -> Tree:
    """Return the tree of what is on the screen now."""
    raw: list[dict[str, Any]] = page.evaluate(READ)
    nodes = [
        Node(**(one | {"box": tuple(one["box"]), "scrollers": tuple(one["scrollers"])}))  # type: ignore[arg-type]
        for one in raw
    ]
    size = page.viewport_size or {"width": 0, "height": 0}
    return Tree(nodes, (0.0, 0.0, float(size["width"]), float(size["height"])))


def unnamed(tree: Tree) -> Iterator[str]:
    """Controls and pictures without a name or out of the keyboard's reach; a screen without a heading."""
    for node in tree.nodes:
        if not node.hidden and not node.name and (node.is_control or node.role == "img"):
            yield f"no name: {node}"
    for node in tree.controls:
        if not node.focusable and not node.disabled:
            yield f"no keyboard: {node}"
    if not any(node.role == "heading" and node.name for node in tree.nodes):
        yield "no heading"


def too_small(tree: Tree, least_px: float = TARGET_PX) -> Iterator[str]:
    """Targets below ``least_px``. A side that an edge cuts is not judged: on the long screen nothing is."""
    for node in tree.controls:
        if not node.tappable or node.disabled:
            continue
        cut_sideways, cut_upright = tree.cut(node)
        narrow = node.width < least_px - ROUNDING_PX and not cut_sideways
        if narrow or (node.height < least_px - ROUNDING_PX and not cut_upright):
            yield f"small target: {node}"


def overlapping(tree: Tree) -> Iterator[str]:
    """Targets that lie over each other although neither holds the other."""
    targets = [node for node in tree.controls if node.tappable and node.leaf]
    for place, one in enumerate(targets):
        for other in targets[place + 1 :]:
            if one.scrollers == other.scrollers and _shared(one.box, other.box) > TARGET_PX:
                yield f"overlap: {one} and {other}"


def outside(tree: Tree) -> Iterator[str]:
    """What lies beyond the sides of the window, or of what holds it, without a way to scroll there."""
    for node in tree.nodes:
        if node.hidden or not node.name or node.role == "textbox":  # the browser draws a border around fields
            continue
        above = tree.nodes[node.parent] if node.parent >= 0 else None
        if not node.scrollers and (node.box[0] < -SLACK_PX or node.box[2] > tree.window[2] + SLACK_PX):
            yield f"beyond the window: {node}"
        elif above is not None and not above.scrolls and _overhang(tree, node, above) > SLACK_PX:
            yield f"beyond what holds it: {node} in {above}"


def _shared(one: Box, other: Box) -> float:
    """Return the area in px² that two boxes share."""
    width = min(one[2], other[2]) - max(one[0], other[0])
    height = min(one[3], other[3]) - max(one[1], other[1])
    return max(0.0, width) * max(0.0, height)


def _overhang(tree: Tree, inner: Node, outer: Node) -> float:
    """Return by how much a node stands out of another, where no scrolling edge cuts one of them."""
    cut_sideways, cut_upright = tree.cut(inner)
    sideways = max(outer.box[0] - inner.box[0], inner.box[2] - outer.box[2])
    upright = max(outer.box[1] - inner.box[1], inner.box[3] - outer.box[3])
    return max(0.0 if cut_sideways else sideways, 0.0 if cut_upright else upright)
