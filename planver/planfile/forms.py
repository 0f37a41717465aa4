"""Rules on how values are spelt: ids, dates, languages, numbers, addresses, fingerprints."""

import re
from collections.abc import Callable

from planver.model.draft import Draft
from planver.planfile.characters import shown
from planver.planfile.nodes import Scalar
from planver.planfile.reading import Reading, Role

SLUG = re.compile(r"[a-z][a-z0-9-]*")
# The usual parts of RFC 5646: language, script, region, variants; extensions are of no use here.
LANGUAGE = re.compile(
    r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?(-([0-9a-z]{5,8}|[0-9][0-9a-z]{3}))*",
    re.IGNORECASE | re.ASCII,
)
NUMBER = re.compile(r"\w+([ ./-]\w+)*")
URL = re.compile(r"https?://[^\s/]\S*")
# In full: what is shorter than a fingerprint, such as a gpg key id, can be forged.
FINGERPRINT = re.compile(
    r"(SHA256:[A-Za-z0-9+/]{43}|[0-9A-Fa-f]( *[0-9A-Fa-f]){39}|[0-9A-Fa-f]( *[0-9A-Fa-f]){63})"
)
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")

_SLUGS = (
    Role.PLAN_ID, Role.DRAFT_ID, Role.CLAUSE_ID, Role.PARTY_ID, Role.SOURCE_ID,
    Role.ANY_CLAUSE, Role.BASE,
)  # fmt: skip


def check(reading: Reading, draft: Draft) -> None:
    """Put on the list whatever is misspelt."""
    _check_slugs(reading, draft)
    _check_forms(reading)


def _check_slugs(reading: Reading, draft: Draft) -> None:
    # What a position on an unpublished draft is on cannot be looked up, only looked at.
    for role in _SLUGS if draft.published else (*_SLUGS, Role.CLAUSE):
        for scalar in reading.named[role]:
            if not SLUG.fullmatch(scalar.value):
                _bad_slug(reading, scalar)


def _check_forms(reading: Reading) -> None:
    for role, spelt, rule, message, hint in _FORMS:
        for scalar in reading.named[role]:
            if not spelt(scalar.value):
                reading.add(rule, scalar, message.format(shown(scalar.value)), hint)


def _bad_slug(reading: Reading, scalar: Scalar) -> None:
    proposal = slug_like(scalar.value)
    reading.add(
        "bad-id",
        scalar,
        f"`{shown(scalar.value)}` is no id: small letters a to z, digits and hyphens only, "
        "a letter first.",
        f"Write `{proposal}`." if proposal else "Give it a short name in Latin letters.",
    )


def slug_like(value: str) -> str:
    """An id that resembles the value; empty where it has no Latin letters."""
    return "-".join(re.findall("[a-z0-9]+", value.lower())).lstrip("0123456789-")[:60]


def is_day(value: str) -> bool:
    """Whether it is a day of the calendar as ``2031-04-12``."""
    if not DAY.fullmatch(value):
        return False
    from datetime import date

    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True


_FORMS: tuple[tuple[Role, Callable[[str], object], str, str, str], ...] = (
    (
        Role.DATE, is_day, "bad-date",
        "`{}` is no date.",
        'Write a day of the calendar as "YYYY-MM-DD", in quotes.',
    ),
    (
        Role.LANGUAGE, LANGUAGE.fullmatch, "bad-language",
        "`{}` is no language tag.",
        "Write a BCP 47 tag, such as en, uk, zh-Hans or pt-BR.",
    ),
    (
        Role.NUMBER, NUMBER.fullmatch, "bad-number",
        "The number `{}` has signs around it.",
        'Write it bare: "4", "b", "3 bis"; brackets and full stops are added when it is shown.',
    ),
    (
        Role.URL, URL.fullmatch, "bad-url",
        "`{}` is no web address.",
        "Write it in full, with https:// in front.",
    ),
    (
        Role.SIGNER, FINGERPRINT.fullmatch, "bad-fingerprint",
        "`{}` is not the whole fingerprint of a key.",
        "Write what `ssh-keygen -l -f KEY.pub` (SHA256:...) or `gpg --fingerprint` shows.",
    ),
)  # fmt: skip
