"""The measuring of contrast, on drawn pictures whose colours are known."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

from tests.browser.contrast import Colour, Kind, Mark, contrast, marks

FONT = Path(__file__).parents[2] / "assets/fonts/plus-jakarta-sans-500.ttf"
BOLD = FONT.with_name("plus-jakarta-sans-800.ttf")
WHITE, BLACK, CREAM = (255, 255, 255), (0, 0, 0), (251, 248, 243)
WORDS = "Lapor blank spot"


def drawn(
    words: str = WORDS, ink: Colour = BLACK, paper: Colour = WHITE, size: int = 25, font: Path = FONT
) -> Image.Image:
    """Words as a browser draws them at two pixels for each CSS px: ``size`` 25 is 12.5 CSS px."""
    image = Image.new("RGB", (600, 200), paper)
    ImageDraw.Draw(image).text((60, 60), words, fill=ink, font=ImageFont.truetype(font, size))
    return image


def only(image: Image.Image) -> Mark:
    (mark,) = marks(image)
    return mark


def test_the_ratio_is_the_one_of_wcag() -> None:
    assert contrast(BLACK, WHITE) == pytest.approx(21)
    assert contrast(WHITE, BLACK) == pytest.approx(21)
    assert contrast((119, 119, 119), WHITE) == pytest.approx(4.48, abs=0.005)
    assert contrast((118, 118, 118), WHITE) == pytest.approx(4.54, abs=0.005)
    assert contrast(CREAM, CREAM) == 1


@pytest.mark.parametrize("size", [25, 29, 36])
@pytest.mark.parametrize(
    ("ink", "paper"),
    [(BLACK, WHITE), (WHITE, (30, 95, 102)), ((107, 98, 91), CREAM), ((118, 118, 118), WHITE)],
)
def test_words_that_can_be_read_pass(ink: Colour, paper: Colour, size: int) -> None:
    mark = only(drawn(ink=ink, paper=paper, size=size))
    assert mark.kind is Kind.WORDS
    assert mark.paper == paper
    assert mark.ratio == pytest.approx(contrast(ink, paper), rel=0.02)
    assert mark.passes


@pytest.mark.parametrize("size", [25, 29, 36])
@pytest.mark.parametrize(
    ("ink", "paper"),
    [
        ((128, 128, 128), WHITE),
        ((200, 200, 200), WHITE),
        ((150, 140, 130), CREAM),
        ((90, 90, 90), (23, 19, 17)),
    ],
)
def test_words_that_are_too_pale_fail(ink: Colour, paper: Colour, size: int) -> None:
    mark = only(drawn(ink=ink, paper=paper, size=size))
    assert not mark.passes
    assert mark.ratio == pytest.approx(contrast(ink, paper), rel=0.02)


def test_large_words_need_less() -> None:
    grey = (140, 140, 140)
    large = only(drawn(ink=grey, size=60, font=BOLD))
    assert large.kind is Kind.LARGE
    assert large.passes
    assert not only(drawn(ink=grey, size=29)).passes
    assert not only(drawn(ink=(170, 170, 170), size=60, font=BOLD)).passes


def test_one_pale_word_on_a_full_screen_is_found_with_its_place() -> None:
    image = Image.new("RGB", (824, 1200), CREAM)
    draw = ImageDraw.Draw(image)
    font = ImageFont.truetype(FONT, 29)
    for row in range(12):
        draw.rounded_rectangle((30, 40 + row * 90, 790, 120 + row * 90), 20, WHITE, (230, 224, 214), 2)
        draw.text((70, 64 + row * 90), WORDS, fill=(170, 160, 150) if row == 7 else BLACK, font=font)
    wrong = [mark for mark in marks(image) if not mark.passes]
    assert len(wrong) == 1
    left, top, right, bottom = wrong[0].box
    assert (left, right) == (pytest.approx(35, abs=2), pytest.approx(153, abs=30))
    assert 40 + 7 * 90 < top * 2 < bottom * 2 < 120 + 7 * 90


def test_words_in_an_outlined_button_are_not_mixed_up_with_its_line() -> None:
    image = Image.new("RGB", (600, 200), CREAM)
    draw = ImageDraw.Draw(image)
    draw.rounded_rectangle((60, 50, 400, 146), 48, WHITE, (226, 220, 210), 2)
    draw.text((100, 80), WORDS, fill=(30, 95, 102), font=ImageFont.truetype(BOLD, 29))
    words = [mark for mark in marks(image) if mark.kind is Kind.WORDS]
    assert [mark.ink for mark in words] == [(30, 95, 102)]


def test_pictures_are_told_apart() -> None:
    image = Image.new("RGB", (600, 400), WHITE)
    image.paste(Image.linear_gradient("L").resize((140, 140)).convert("RGB"), (40, 40))
    draw = ImageDraw.Draw(image)
    for place, colour in enumerate([(200, 30, 30), (30, 160, 60), (240, 200, 40), (20, 40, 160)]):
        draw.pieslice((300, 60, 400, 160), place * 90, place * 90 + 90, fill=colour)
    assert {mark.kind for mark in marks(image)} <= {Kind.PICTURE}


def test_lines_and_gaps_are_not_words() -> None:
    image = Image.new("RGB", (600, 400), WHITE)
    draw = ImageDraw.Draw(image)
    draw.line((0, 200, 600, 200), fill=(230, 230, 230), width=2)
    draw.rectangle((40, 40, 560, 120), outline=(220, 220, 220), width=2)
    assert all(mark.kind is Kind.FAINT for mark in marks(image))


def test_words_close_to_the_side_do_not_touch_it() -> None:
    image = Image.new("RGB", (600, 200), WHITE)
    draw = ImageDraw.Draw(image)
    font = ImageFont.truetype(FONT, 29)
    draw.text((6, 60), "Beranda", fill=BLACK, font=font)
    assert only(image).box[0] == pytest.approx(3.5, abs=1)
    draw.text((-8, 60), "Beranda", fill=BLACK, font=font)
    assert only(image).box[0] == 0
