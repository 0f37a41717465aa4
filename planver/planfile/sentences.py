"""Where one sentence ends and the next begins, for texts laid out one sentence to a line.

A wrong cut costs nothing but looks: lines are joined by spaces again when the file is read. So the
rules are few, and where in doubt there is no cut.
"""

import re

_SPACE = re.compile(r"[ \t\n\r\f\v]+")

# Marks that end a sentence (Latin, Devanagari, Arabic, Urdu, Armenian, Ethiopic, CJK), what may
# close after them, and the space the next sentence follows on. CJK texts have no such space and
# stay whole: a line break in a folded text would come back as a space.
_END = re.compile(
    r"""
    (?<![.!?…।॥؟۔։።。！？]) (?P<mark>[.!?…।॥؟۔։።。！？]++) (?P<close>['"’”»›)\]」』】]*+)
    [ ] (?=(?P<next>\S{1,9}))
    """,
    re.VERBOSE,
)

# Words that end in a full stop without ending a sentence.
_ABBREVIATIONS = frozenset(
    word
    for line in (
        "nos art arts para paras sec secs ch chap cl p pp vol ed fig op cit cf vs viz approx ca",
        "mr mrs ms dr prof st gen lt col maj capt cpl sgt adm brig amb gov sen rep hon rev pres",
        "jan feb mar apr jun jul aug sep sept oct nov dec e.g i.e inc ltd corp co",
        "nr abs bzw ggf z.b u.a d.h str mm mme mlle n° núm sr sra",
        "ст п пп ч г гг р рр т тт тов им ім св см др дж млн млрд тыс тис руб грн напр нп",
        "проф акад ген кв обл вул ул стр абз подп розд",
    )
    for word in line.split()
)
_OPENING = "'\"‘’“”„«‹([「『【¿¡—–-"
_INITIALS = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]")  # J. Smith, U.S. envoys
_ENUMERATOR = re.compile(r"[(\[]?(?:[0-9]+|[^\W\d_]|[ivxlcdm]+)", re.IGNORECASE)


def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a text; joined by single spaces they give the text, its spaces normalised.

    Runs of spaces, tabs and line breaks count as one space; a no-break space is kept as it is.
    """
    text = _SPACE.sub(" ", text).strip(" ")
    found: list[str] = []
    begin = 0
    for match in _END.finditer(text):
        if _ends_sentence(text, begin, match):
            found.append(text[begin : match.end() - 1])
            begin = match.end()
    if begin < len(text):
        found.append(text[begin:])
    return tuple(found)


def _ends_sentence(text: str, begin: int, match: re.Match[str]) -> bool:
    if match["next"].lstrip(_OPENING)[:1].islower():
        return False
    if match["mark"] != "." or match["close"]:
        return True
    head = max(text.rfind(" ", begin, match.start()) + 1, begin)
    word = text[head : match.start()]
    if head == begin and _ENUMERATOR.fullmatch(word):
        return False  # "4. The Parties": a number at the head of a sentence
    word = word.lstrip(_OPENING)
    if word in {"No", "no"}:
        return not match["next"][0].isdigit()  # "No. 5", but also "No. Never."
    return word.lower() not in _ABBREVIATIONS and not _INITIALS.fullmatch(word)
