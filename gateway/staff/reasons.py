"""Why the importer refuses a value, in the words of the desk: ``reason.*`` and ``fault.*`` of words.json."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from jinja2 import pass_context
from jinja2.runtime import Context

from gateway.staff.words import catalogue, language_of, say

_PATTERNS: Final[Sequence[tuple[str, str]]] = (
    (r"is missing", "fault.missing"),
    (r".*should have at least 1 character", "fault.missing"),
    (r".*should match pattern '\\S'", "fault.missing"),
    (r".*should match pattern '\^\[a-z0-9\].*'", "reason.id"),
    (r".*should match pattern '\^\\d\\d\\\.\\d\\d\$'", "reason.regency_form"),
    (r".*should match pattern '\^\\d\\d\\\.\\d\\d\\\.\\d\\d\\\.\\d\{4\}\$'", "reason.village_form"),
    (r".*should have at most (?P<most>\d+) characters?", "reason.too_long"),
    (r"'?(?P<value>.*?)'? is unknown; known: (?P<known>.*)", "reason.unknown_value"),
    (r".*should be greater than or equal to (?P<least>\S+)", "reason.at_least"),
    (r".*should be greater than (?P<least>\S+)", "reason.above"),
    (r".*should be less than or equal to (?P<most>\S+)", "reason.at_most"),
    (r".*should be a (?:valid|finite) number.*", "fault.number"),
    (r".*should be a valid integer.*", "fault.whole"),
    (r".*should be a valid (?:string|dictionary|boolean|list).*", "reason.kind"),
    (r"invalid isoformat string.*|(?:year|month|day) .*(?:range|in \d).*", "reason.day"),
    (r"a time needs an offset.*", "fault.moment"),
    (r"lat and lon belong together.*", "reason.both_numbers"),
    (r"expires_at must be later than published_at", "reason.ends_before"),
    (r"to must lie 0 to 92 days after from", "reason.edition_span"),
    (r".*should match pattern '\^https\?.*'", "reason.link"),
    (r"progress needs a state", "reason.state_needed"),
    (r"progress needs the day of the fact", "reason.fact_day_needed"),
    (r"a state is for progress only", "reason.state_of_progress"),
    (r"a position needs its precision in metres", "reason.precision_needed"),
    (r"(?P<stop>\S+) is a stop twice", "reason.stop_twice"),
    (r".*should have at least 2 items.*", "reason.two_stops"),
    (r".*should have at most (?P<most>\d+) items.*", "reason.too_many"),
    (r"(?P<what>\S+) is not in the (?:destinations|programmes)", "reason.not_there"),
    (r"dates_known needs at least one edition", "reason.edition_needed"),
    (r"a month is written like .*", "reason.month"),
    (r"a status needs the month .*", "reason.month_needed"),
    (r"a telephone number has 8 to 15 digits", "reason.phone"),
    (r"a shop link begins with https:// .*", "reason.shop_link"),
    (r"contacts need the owner's consent .*", "reason.consent_needed"),
    (r"(?P<id>\S+) is not in the products", "reason.no_product"),
    (r"(?P<code>\S+) is not a regency of the regions", "reason.no_regency"),
    (r"(?P<code>\S+) is not a village of the regions", "reason.no_village"),
    (r"(?P<code>\S+) is not in the regency (?P<regency>\S+)", "reason.other_regency"),
    (r"latitude (?P<lat>\S+) is north of the equator.*", "reason.minus"),
    (r"latitude \S+ and longitude \S+ look swapped", "reason.swapped"),
    (r"\S+, \S+ is outside the province.*", "reason.outside_province"),
    (r"\S+, \S+ is outside (?P<regency>.+): it lies in no regency of the province", "reason.in_no_regency"),
    (r"\S+, \S+ is outside (?P<regency>.+): it lies in (?P<where>.+)", "reason.lies_in"),
    (r"\S+, \S+ is outside (?P<regency>.+): (?P<km>\d+) km from its centre, .*", "reason.far_from"),
    (r"a station needs a position", "reason.position_needed"),
    (r"a comment is not closed.*", "reason.hours_comment"),
    (r"write times with a colon: (?P<right>\S+) instead of (?P<wrong>\S+)", "reason.hours_colon"),
    (r"'?(?P<word>.+?)'? is not known here; days are .*", "reason.hours_word"),
    (r"has a character that does not belong: (?P<sign>.+)", "reason.hours_sign"),
    (r"(?P<time>\S+) is no time", "reason.hours_time"),
    (r"a time span needs an end.*|write hours with minutes.*", "reason.hours_span"),
)


def in_words(language: str, reason: str) -> str:
    """Return a sentence for ``reason``: the name of a sentence, or a phrase of the importer.

    A phrase that has no sentence here is passed on as it is, behind words that say so.
    """
    if reason in catalogue():
        return say(language, reason)
    plain = reason.replace("\n", " ")
    for pattern, name in _PATTERNS:
        if found := re.fullmatch(pattern, plain, re.IGNORECASE):
            return say(language, name, **found.groupdict())
    return say(language, "content.refused", reason=reason)


@pass_context
def template_reason(context: Context, reason: str) -> str:
    """``{{ because(errors.name) }}``: why a value was refused, in the language of the page."""
    return in_words(language_of(context["request"]), reason)
