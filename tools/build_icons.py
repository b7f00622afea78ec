"""Draw icons and splash screens from assets/artwork: python -m tools.build_icons (needs Chromium)."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tools.chromium import find_chromium

ASSETS = Path(__file__).parent.parent / "assets"
ARTWORK = ASSETS / "artwork"
ICONS = ASSETS / "icons"
PAPER = "#FBF8F3"
# name, size in pixels, share of the side the flower takes, background
TARGETS = (
    ("favicon.png", 64, 1.0, "transparent"),
    ("icon-192.png", 192, 0.96, "transparent"),
    ("icon-512.png", 512, 0.96, "transparent"),
    ("apple-touch-icon-192.png", 192, 0.78, PAPER),
    ("icon-maskable-192.png", 192, 0.66, PAPER),
    ("icon-maskable-512.png", 512, 0.66, PAPER),
    ("../icon.png", 1024, 0.9, "transparent"),
    ("../icon_android.png", 1024, 0.6, "transparent"),  # foreground of the adaptive icon
    ("../splash.png", 768, 0.6, "transparent"),
    ("../splash_dark.png", 768, 0.6, "transparent"),
)
IN_GOLD = frozenset({"../splash_dark.png"})


def _draw(page: Page, name: str, size: int, share: float, background: str) -> None:
    side = round(size * share)
    flower = ARTWORK / ("flower-gold.svg" if name in IN_GOLD else "flower.svg")
    page.set_viewport_size({"width": size, "height": size})
    page.set_content(
        f"<style>body{{margin:0;height:100vh;display:grid;place-items:center;background:{background}}}"
        f"svg{{width:{side}px;height:{side}px}}</style>{flower.read_text('utf-8')}"
    )
    page.screenshot(path=ICONS / name, omit_background=background == "transparent")


def main() -> None:
    """Write every icon."""
    ICONS.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=["--no-sandbox"])
        page = browser.new_page()
        for name, size, share, background in TARGETS:
            _draw(page, name, size, share, background)
        browser.close()


if __name__ == "__main__":
    main()
