"""Photos lose their metadata and nothing else."""

from __future__ import annotations

import io
import struct

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops, ImageCms
from PIL.PngImagePlugin import PngInfo

from services.errors import PhotoDamaged, PhotoError, PhotoTooLarge, PhotoUnsupported
from services.photos import SIZE_CAP_BYTES, PhotoType, prepare, sniff
from tests.unit.offline.pictures import opened
from tests.unit.offline.samples import png, png_chunk

SECRETS = (b"Kamera Rahasia", b"GPSsecret", b"xmpsecret", b"commentsecret")
FORMATS = ["JPEG", "PNG", "WEBP"]
PROFILE = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def exif_block(orientation: int) -> Image.Exif:
    exif = Image.Exif()
    exif[0x010F] = "Kamera Rahasia"
    exif[0x0112] = orientation
    exif.get_ifd(0x8825)[1] = "S"
    exif.get_ifd(0x8825)[2] = (3.0, 47.0, 34.0)
    exif.get_ifd(0x8825)[29] = "GPSsecret"
    return exif


def picture(kind: str, orientation: int = 1, *, metadata: bool = True, **options: object) -> bytes:
    image = Image.radial_gradient("L").resize((60, 40)).convert("RGB")
    buffer = io.BytesIO()
    if metadata:
        options["exif"], options["icc_profile"] = exif_block(orientation), PROFILE
        if kind == "JPEG":
            options |= {"xmp": b"<x:xmpmeta>xmpsecret</x:xmpmeta>", "comment": "commentsecret"}
        if kind == "WEBP":
            options["xmp"] = b"<x:xmpmeta>xmpsecret</x:xmpmeta>"
        if kind == "PNG":
            info = PngInfo()
            info.add_text("Comment", "commentsecret")
            info.add_itxt("XML:com.adobe.xmp", "xmpsecret", zip=False)
            options["pnginfo"] = info
    image.save(buffer, kind, **options)
    return buffer.getvalue()


def same_pixels(one: bytes, other: bytes) -> bool:
    return ImageChops.difference(opened(one).convert("RGB"), opened(other).convert("RGB")).getbbox() is None


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("orientation", [1, 3, 6, 8])
def test_metadata_goes_pixels_profile_and_orientation_stay(kind: str, orientation: int) -> None:
    before = picture(kind, orientation)
    assert b"Kamera Rahasia" in before, "the test has something to find"
    after = prepare(before).content
    assert not [secret for secret in SECRETS if secret in after]
    assert same_pixels(before, after)
    image = opened(after)
    assert image.info["icc_profile"] == PROFILE
    kept = dict(image.getexif())
    assert kept == ({} if orientation == 1 else {0x0112: orientation})
    assert image.getexif().get_ifd(0x8825) == {}


@pytest.mark.parametrize("kind", FORMATS)
def test_preparing_twice_changes_nothing_more(kind: str) -> None:
    once = prepare(picture(kind, 6)).content
    assert prepare(once).content == once


@pytest.mark.parametrize(
    ("kind", "options"),
    [
        ("JPEG", {"progressive": True}),
        ("JPEG", {"restart_marker_blocks": 2}),
        ("PNG", {}),
        ("WEBP", {"lossless": True}),
        ("WEBP", {}),
    ],
)
def test_plain_pictures_pass_as_they_are(kind: str, options: dict[str, object]) -> None:
    content = picture(kind, metadata=False, **options)
    assert prepare(content).content == content


def test_what_follows_a_jpeg_is_cut_off() -> None:
    content = picture("JPEG", metadata=False)
    assert prepare(content + b"MotionPhoto" + content).content == content


def test_unknown_png_chunks_go_and_animation_stays() -> None:
    kept, gone = png_chunk(b"pHYs", b"\0" * 9), png_chunk(b"prVt", b"secret")
    time, text = png_chunk(b"tIME", b"\0" * 7), png_chunk(b"zTXt", b"k\0\0x")
    assert prepare(png(kept, gone, time, text)).content == png(kept)


def test_an_animated_webp_stays_animated() -> None:
    buffer = io.BytesIO()
    frames = [Image.new("RGB", (20, 20), colour) for colour in ("red", "blue")]
    frames[0].save(buffer, "WEBP", save_all=True, append_images=frames[1:], exif=exif_block(1))
    after = prepare(buffer.getvalue()).content
    assert getattr(opened(after), "n_frames", 1) == 2
    assert b"Kamera" not in after


def test_types_by_content() -> None:
    assert [sniff(picture(kind)) for kind in FORMATS] == [PhotoType.JPEG, PhotoType.PNG, PhotoType.WEBP]
    for content in (b"", b"GIF89a", b"%PDF", b"<svg/>", b"RIFF\0\0\0\0WAVE", b"\xff\xd8"):
        with pytest.raises(PhotoUnsupported):
            prepare(content)


def test_the_cap_is_8_mb() -> None:
    with pytest.raises(PhotoTooLarge) as error:
        prepare(b"\xff\xd8\xff" + bytes(SIZE_CAP_BYTES))
    assert error.value.message_id == "error.photo_too_large"


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("share", [0.2, 0.5, 0.95])
def test_half_a_picture_is_damaged(kind: str, share: float) -> None:
    content = picture(kind)
    with pytest.raises(PhotoDamaged):
        prepare(content[: int(len(content) * share)])


def test_segments_that_lie_about_their_length_are_damage() -> None:
    with pytest.raises(PhotoDamaged):
        prepare(b"\xff\xd8\xff\xe0\xff\xff1234")
    with pytest.raises(PhotoDamaged):
        prepare(b"\xff\xd8\xff\xe0\x00\x0412AB\xff\xd9")


@pytest.mark.parametrize("tiff", [b"", b"II", b"XX*\0", b"MM\0*\xff\xff\xff\xff", b"II*\0\x08\0\0\0\xff\xff"])
def test_exif_that_cannot_be_read_is_upright(tiff: bytes) -> None:
    assert prepare(png(png_chunk(b"eXIf", tiff))).content == png()


def test_an_orientation_out_of_range_is_upright() -> None:
    entry = struct.pack("<HHIHH", 0x0112, 3, 1, 77, 0)
    tiff = b"II*\0" + struct.pack("<IH", 8, 1) + entry + struct.pack("<I", 0)
    assert prepare(png(png_chunk(b"eXIf", tiff))).content == png()


@given(
    kind=st.sampled_from(FORMATS),
    changes=st.lists(st.tuples(st.integers(0, 5000), st.integers(0, 255)), min_size=1, max_size=8),
    cut=st.integers(0, 5000),
)
@settings(max_examples=300, deadline=None)
def test_no_rubbish_gets_more_than_our_errors(kind: str, changes: list[tuple[int, int]], cut: int) -> None:
    content = bytearray(picture(kind, 6))
    for at, value in changes:
        content[at % len(content)] = value
    try:
        after = prepare(bytes(content[: max(cut, 4)] if cut % 2 else content)).content
    except PhotoError:
        return
    assert len(after) <= len(content) + 64
