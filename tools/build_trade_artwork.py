"""Draw the categories of products and businesses: `python -m tools.build_trade_artwork` writes trade-*.svg.

The hand of the drawings of destinations: their inks, a warm sky with two curls of wind, a table in front.
What matters stands between x 80 and 240, so that a square cut from the middle shows it.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from types import MappingProxyType

from tools.build_artwork import ARTWORK
from tools.trade_artwork_parts import (
    AMBER,
    BRICK,
    BROWN,
    CREAM,
    GOLD,
    GREEN,
    HONEY,
    INK,
    LEAF,
    MINT,
    MIST,
    PAPER,
    RED,
    ROSE,
    SAND,
    SEA,
    STRAW,
    TEAL,
    at,
    blossom,
    dot,
    fill,
    line,
    oval,
    scene,
    shade,
)


def textile() -> str:
    """Two cloths over a bamboo pole: a batik with curls of script and a Rafflesia, a weave of diamonds."""
    batik = f'<rect x="86" y="34" width="86" height="122" fill="{TEAL}"/>'
    script = "".join(
        line(f"M{x} {y}q6-11 13-1t13-2M{x + 6} {y + 6}q8 5 16-1", GOLD, 2)
        for x in (94, 134)
        for y in (52, 132)
    )
    hem = "".join(fill(f"M{86 + 10.75 * i:g} 156l5.4-9l5.35 9Z", GOLD) for i in range(8))
    weave = f'<rect x="178" y="34" width="58" height="106" fill="{RED}"/>'
    rows = "".join(
        fill(f"M{x} {y - 9}l8 9l-8 9l-8-9Z", AMBER) + dot(x, y, 2.4, BRICK)
        for y in (52, 76, 100, 124)
        for x in (192, 207, 222)
    )
    folds = line("M114 36v118M144 36v118M198 36v102", INK, 2, ' stroke-opacity="0.14"')
    pole = (
        line("M62 34H258", BROWN, 7)
        + line("M62 32.5H258", AMBER, 3)
        + line("M110 30v8M176 30v8M232 30v8", BROWN)
    )
    return scene(batik, script, blossom(129, 94, 0.27), hem, weave, rows, folds, pole)


def craft() -> str:
    """A beaten copper jug, a bowl, a hammer."""
    jug = fill("M134 132C108 118 112 84 138 72L138 52L172 52L172 72C198 84 202 118 176 132Z", ROSE)
    side = fill("M158 52L172 52L172 72C198 84 202 118 176 132L156 132C182 112 178 84 158 72Z", RED)
    rim = oval(155, 52, 19, 5, AMBER) + oval(155, 52, 13, 3, BRICK)
    handle = line("M184 78C212 74 214 112 188 116", RED, 6)
    spout = fill("M122 92C106 88 100 74 98 64L106 62C110 74 118 82 128 82Z", ROSE)
    rings = line("M137 74C148 79 162 79 173 74M118 104C140 112 172 112 192 104", GOLD, 2.4)
    beaten = "".join(dot(x, y, 2, GOLD) for x, y in ((128, 92), (138, 97), (149, 99), (131, 116), (143, 120)))
    bowl = fill("M204 122L258 122C256 142 242 150 231 150C220 150 206 142 204 122Z", AMBER)
    inside = oval(231, 122, 27, 6, HONEY) + line("M212 134q19 8 38 0", GOLD)
    hammer = at(84, 146, line("M-2 0L44 12", BROWN, 6) + fill("M-16-12L4-14L6 8L-14 10Z", INK), "rotate(-8)")
    parts = (shade(156, 134, 44), handle, spout, jug, side, rim, rings, beaten)
    return scene(*parts, shade(231, 150, 24), bowl, inside, hammer)


def drink() -> str:
    """Coffee with its beans, and a bottle of calamansi syrup."""
    steam = "".join(
        at(x, 74, line("M0 0C-10-9 9-16 0-26C-7-35 8-39 4-46", STRAW, 4, ' opacity="0.8"'), f"scale({s})")
        for x, s in ((112, 0.7), (132, 0.9), (152, 0.7))
    )
    saucer = oval(132, 140, 56, 10, SAND) + oval(132, 138, 44, 7, CREAM)
    cup = fill("M92 86L172 86C172 118 156 138 132 138C108 138 92 118 92 86Z", PAPER)
    side = fill("M146 86L172 86C172 118 156 138 132 138C152 130 150 104 146 86Z", SAND)
    ear = line("M171 94C192 92 190 118 164 118", PAPER, 6)
    coffee = oval(132, 86, 40, 9, SAND) + oval(132, 86, 34, 7, BRICK) + line("M112 86q20 5 40-1", BROWN, 2)
    ring = line("M98 106q34 16 68 0", RED, 3)
    beans = "".join(
        at(x, y, oval(0, 0, 8, 5.4, BROWN) + line("M-6 0q6-3 12 0", GOLD, 1.3), f"rotate({turn})")
        for x, y, turn in ((96, 158, 20), (116, 164, -30), (140, 160, 10), (160, 166, -14))
    )
    bottle = fill(
        "M196 140L196 84C196 74 206 72 207 62L207 46L221 46L221 62C222 72 232 74 232 84L232 140Z", AMBER
    )
    light = fill("M221 62C222 72 232 74 232 84L232 140L222 140L222 84C222 76 214 72 214 62Z", HONEY)
    cap = f'<rect x="205" y="38" width="18" height="9" rx="2" fill="{GREEN}"/>'
    label = f'<rect x="198" y="94" width="32" height="28" fill="{PAPER}"/>' + dot(214, 108, 8, LEAF)
    label += dot(214, 108, 5.6, GOLD)
    fruit = dot(248, 146, 12, LEAF) + dot(244, 142, 4, MINT) + fill("M248 134q8-8 14-3q-5 7-14 3Z", GREEN)
    return scene(steam, shade(134, 144, 60), saucer, ear, cup, side, coffee, ring, beans, shade(214, 140, 24),
                 bottle, light, cap, label, fruit)  # fmt: skip


def food() -> str:
    """A pie with a lattice over pineapple jam, and durian toffee in leaves."""
    leaf = fill("M52 150C80 124 220 120 276 144C236 170 96 176 52 150Z", GREEN)
    leaf += fill("M52 150C110 142 220 138 276 144C220 122 80 126 52 150Z", LEAF)
    leaf += line("M52 150C110 142 220 140 276 144", MINT, 1.8)
    dish = fill("M84 104L220 104C218 126 196 142 152 142C108 142 86 126 84 104Z", HONEY)
    crust = oval(152, 104, 68, 24, AMBER) + oval(152, 102, 58, 19, "#C98A3A") + oval(152, 101, 54, 17, AMBER)
    jam = oval(152, 101, 50, 15, ROSE)
    lattice = line(
        "M112 94l66 20M128 88l66 20M104 104l52 13M192 94l-66 20M176 88l-66 20M200 104l-52 13", GOLD, 5
    )
    scallop = "".join(
        dot(152 + 63 * math.cos(turn), 103 + 21 * math.sin(turn), 5.6, GOLD)
        for turn in (index * math.tau / 22 for index in range(22))
    )
    roll = fill("M-26-9L26-9Q34 0 26 9L-26 9Q-34 0-26-9Z", BROWN) + fill(
        "M-26-9L26-9Q34 0 26 1L-26 1Z", HONEY
    )
    ties = line("M-14-9v18M12-9v18", GOLD, 2.4)
    toffee = at(232, 138, roll + ties, "rotate(-8) scale(0.9)") + at(
        224, 154, roll + ties, "rotate(4) scale(0.9)"
    )
    steam = at(
        152, 72, line("M0 0C-10-9 9-16 0-26C-7-35 8-39 4-46", STRAW, 4, ' opacity="0.8"'), "scale(0.8)"
    )
    return scene(leaf, steam, shade(152, 144, 60), dish, crust, jam, lattice, scallop, toffee)


def produce() -> str:
    """A basket of bananas, oranges and a durian."""
    oranges = "".join(
        dot(x, y, 17, AMBER) + dot(x - 5, y - 5, 5, GOLD) + line(f"M{x} {y - 17}v-5", BROWN, 3)
        for x, y in ((178, 92), (206, 98), (190, 72))
    )
    return scene(shade(160, 160, 76), _durian(), oranges, _bananas(), _basket())


def _durian() -> str:
    fruit = oval(128, 82, 30, 34, LEAF)
    side = fill("M128 48C150 48 158 66 158 82C158 102 146 116 132 116Z", GREEN)
    upper = ((112, 68), (126, 62), (140, 68))
    lower = ((106, 84), (120, 82), (134, 82), (148, 84), (114, 98), (128, 98))
    thorns = "".join(
        fill(f"M{x - 5} {y + 5}L{x} {y - 6}L{x + 5} {y + 5}Z", MINT) for x, y in (*upper, *lower)
    )
    return fruit + side + thorns + line("M128 48q1-10 8-14", BROWN, 5)


def _bananas() -> str:
    one = "M0 0C-2 24-18 42-44 46C-46 42-44 40-40 38C-22 32-10 18-8 0Z"
    hand = ((HONEY, 22), (AMBER, 8), (GOLD, -8))
    return "".join(at(226, 78, fill(one, ink), f"rotate({turn})") for ink, turn in hand)


def _basket() -> str:
    body = fill("M82 108L238 108L222 158L98 158Z", BROWN)
    weave = "".join(
        f'<rect x="{x}" y="{y}" width="16" height="8" rx="2" fill="{(AMBER, HONEY)[(x + y) // 10 % 2]}"/>'
        for y in (114, 125, 136, 147)
        for x in range(102, 208, 20)
    )
    rim = f'<rect x="76" y="102" width="168" height="11" rx="5" fill="{HONEY}"/>'
    return body + weave + rim + line("M84 107h152", GOLD, 2)


def music() -> str:
    """The dol: a large drum with a tied skin, and its two sticks."""
    body = fill("M88 72C84 122 112 156 160 156C208 156 236 122 232 72Z", RED)
    side = fill("M176 72L232 72C236 122 208 156 160 156C190 146 186 106 176 72Z", BRICK)
    ropes = line("M92 78L112 132L134 82L152 146L172 84L190 142L206 82L220 120L230 78", GOLD, 3)
    belt = line("M102 126C134 146 186 146 218 126", AMBER, 5)
    skin = oval(160, 70, 74, 20, BROWN) + oval(160, 67, 72, 18, CREAM) + oval(160, 67, 50, 11, SAND)
    hoop = line("M87 72C104 96 216 96 233 72", AMBER, 6)
    stick = line("M0 0L64-34", BROWN, 5) + dot(-3, 2, 8, CREAM) + dot(-3, 2, 4, ROSE)
    foot = f'<rect x="118" y="150" width="84" height="10" rx="4" fill="{BROWN}"/>'
    waves = line("M56 60q-10 14 0 28M44 54q-16 20 0 40M264 60q10 14 0 28M276 54q16 20 0 40", STRAW, 3)
    sticks = at(134, 62, stick, "rotate(-14) scale(0.9)") + at(192, 66, stick, "rotate(18) scale(-0.9 0.9)")
    return scene(waves, shade(160, 162, 60), foot, body, side, ropes, belt, skin, hoop, sticks)


def fishery() -> str:
    """Fish drying on a line above the sea."""
    sea = fill("M0 108C60 102 260 102 320 108L320 140L0 140Z", SEA)
    waves = "".join(
        line(f"M{x} {y}q8-7 16 0t16 0", MIST, 2) for x, y in ((24, 122), (92, 118), (214, 120), (270, 126))
    )
    posts = line("M70 44L66 150M250 44L254 150", BROWN, 6)
    rope = line("M70 50Q160 70 250 50", STRAW, 3)
    whole = fill("M0 0C16 12 18 42 6 62L14 78L0 74L-14 78L-6 62C-18 42-16 12 0 0Z", MIST)
    belly = fill("M0 0C16 12 18 42 6 62L14 78L0 74Z", TEAL, ' fill-opacity="0.75"')
    marks = dot(-5, 14, 2.2, INK) + line("M-9 24q9 6 18 0M-10 36q10 6 20 0M-9 48q9 6 18 0", PAPER, 1.8)
    hook = line("M0 2v-10", STRAW)
    fish = "".join(
        at(x, y, hook + whole + belly + marks, f"rotate({turn})")
        for x, y, turn in ((102, 64, 3), (140, 68, -2), (180, 68, 2), (218, 64, -3))
    )
    sun = dot(160, 44, 22, GOLD)
    return scene(sun, sea, waves, posts, rope, fish, table=STRAW)


def shop() -> str:
    """A small stall with an awning and what it sells."""
    back = f'<rect x="84" y="62" width="152" height="94" fill="{CREAM}"/>'
    shelf = line("M92 96h136", BROWN, 3)
    jars = "".join(
        f'<rect x="{x}" y="76" width="15" height="19" rx="3" fill="{ink}"/>'
        f'<rect x="{x + 1}" y="71" width="13" height="6" rx="2" fill="{BRICK}"/>'
        for x, ink in ((98, AMBER), (118, LEAF), (138, ROSE), (166, SEA), (186, AMBER), (206, RED))
    )
    posts = line("M82 52V158M238 52V158", BROWN, 5)
    stripes = "".join(
        fill(f"M{72 + 22 * i} 40h22v24q-11 15-22 0Z", RED if i % 2 == 0 else PAPER) for i in range(8)
    )
    roof = f'<rect x="68" y="30" width="184" height="13" rx="3" fill="{BRICK}"/>'
    counter = fill("M72 116L248 116L252 160L68 160Z", BROWN) + fill("M66 110h188v11H66Z", AMBER)
    boards = line("M108 124v34M148 124v34M188 124v34M226 124v34", HONEY, 2)
    fruit = "".join(
        dot(x, 105, 6, ink) for x, ink in ((96, ROSE), (108, AMBER), (120, ROSE), (205, LEAF), (217, MINT))
    )
    parcel = f'<rect x="146" y="92" width="30" height="18" rx="2" fill="{TEAL}"/>' + line(
        "M161 92v18M146 100h30", GOLD
    )
    return scene(back, shelf, jars, posts, stripes, roof, counter, boards, fruit, parcel)


DRAWINGS: Mapping[str, str] = MappingProxyType(
    {
        "craft": craft(),
        "drink": drink(),
        "fishery": fishery(),
        "food": food(),
        "music": music(),
        "produce": produce(),
        "shop": shop(),
        "textile": textile(),
    }
)


def main() -> None:
    """Write every drawing."""
    ARTWORK.mkdir(parents=True, exist_ok=True)
    for name, drawing in DRAWINGS.items():
        (ARTWORK / f"trade-{name}.svg").write_text(drawing, encoding="utf-8")


if __name__ == "__main__":
    main()
