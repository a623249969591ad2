"""The words of which dates are made in news English, and the pattern language in which rules for them are written."""

from __future__ import annotations

import re

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
MONTH_NUMBER = {name.lower(): number for number, name in enumerate(MONTHS, 1)} | {
    name[:3].lower(): number for number, name in enumerate(MONTHS, 1)
}
MONTH_NUMBER["sept"] = 9

# Months that are also verbs or people: alone they are dates only after a word that asks for one.
AMBIGUOUS_MONTHS = ("March", "April", "May", "June", "August")

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
WEEKDAY_NUMBER = {name[:3].lower(): number for number, name in enumerate(WEEKDAYS)}

COUNTS = {
    name: number
    for number, name in enumerate(
        (
            *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
            *("eleven", "twelve", "thirteen", "fourteen", "fifteen"),
        ),
        1,
    )
} | {"a": 1, "an": 1, "": 1, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50}

ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": -1, "final": -1}

# First month and number of months; a winter is named after the year in which it begins.
SEASONS = {"spring": (3, 3), "summer": (6, 3), "fall": (9, 3), "autumn": (9, 3), "winter": (12, 3)}

HOLIDAYS = {  # month and day
    "christmas": (12, 25),
    "christmas day": (12, 25),
    "christmas eve": (12, 24),
    "new year's day": (1, 1),
    "new year's eve": (12, 31),
}

_FULL = "|".join(MONTHS)
_SHORT = r"(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?"
_CAPITALS = "|".join(name.upper() for name in MONTHS)
_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?![\d%\w]|[.,:/]\d|-year)"
_YEAR = r"(?:1[89]|20)\d\d(?![\d%\w]|[.,:/]\d)"
_COUNTED = r"(?!\s(?:people|soldiers|troops|seats|miles|members|per\s?cent|million|billion|dollars|GMT|hours|years))"
_UNITS = "|".join(("day", "week", "month", "year"))
# What stands behind a time that belongs to no noun.
_AFTER = (
    r"(?=[,.;:)]|\s(?:and|or|but|that|when|while|as|after|before|in|at|on|to|of|from|by|with|without|until|for|over)\b)"
)

# What stands in braces in a rule. A name with 2 is the second of a pair: "{day}{to}{day2}".
PIECES = {
    "month": rf"(?P<month>{_FULL}|{_CAPITALS}|{_SHORT})",
    "month2": rf"(?P<month2>{_FULL}|{_CAPITALS}|{_SHORT})",
    "full_month": rf"(?P<month>{_FULL})",
    "full_month2": rf"(?P<month2>{_FULL})",
    "plain_month": rf"(?P<month>{'|'.join(name for name in MONTHS if name not in AMBIGUOUS_MONTHS)})",
    "day": rf"(?P<day>{_DAY}){_COUNTED}",
    "first_day": r"(?P<day>(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?)",
    "day2": rf"(?P<day2>{_DAY}){_COUNTED}",
    "year": rf"(?P<year>{_YEAR}){_COUNTED}",
    "year2": rf"(?P<year2>{_YEAR}){_COUNTED}",
    "nth": r"(?P<day>(?:3[01]|[12]\d|[1-9])(?:st|nd|rd|th))",
    "decade": r"(?P<decade>(?:19|20)\d0)s",
    "weekday": rf"(?P<weekday>{'|'.join(WEEKDAYS)}|(?:Mon|Tues?|Wed|Thu|Thurs|Fri)\.(?=\s))",
    "weekday2": rf"(?P<weekday2>{'|'.join(WEEKDAYS)})",
    "to": r"(?:\s?[-–—]\s?|\s(?:to|through|until|and)\s)",
    "which": r"(?P<which>[Tt]his\spast|[Tt]his\scoming|[Ll]ast|[Tt]his|[Nn]ext)",
    "part": r"(?:(?:[Tt]he\s)?(?:[Ee]nd|[Ss]tart|[Bb]eginning|[Mm]iddle|[Cc]lose)\sof\s"
    r"|(?:[Ee]arly|[Ee]arlier|[Ll]ate|[Ll]ater)\s(?:in\s)?|[Mm]id[-\s](?:to[-\s]late[-\s])?)",
    "hour": r"(?:\s(?P<hour>morning|afternoon|evening|night))",
    "unit": rf"(?P<unit>{_UNITS})(?!-)",
    "long_unit": rf"(?P<unit>{_UNITS}|decade)(?!-)",
    "ending": rf"(?P<unit>{_UNITS})",
    "units": rf"(?P<unit>{_UNITS}|decade)s?(?![\w-])",
    "after": _AFTER,
    "count": rf"(?P<count>\d{{1,3}}|(?i:{'|'.join(sorted((c for c in COUNTS if c), key=len, reverse=True))}))",
    "ordinal": rf"(?P<ordinal>{'|'.join(ORDINALS)})",
    "season": rf"(?P<season>{'|'.join(SEASONS)})",
    "holiday": r"(?P<holiday>Christmas\s(?:Day|Eve)|New\sYear['’]s\s(?:Day|Eve)|Christmas)",
}

# One quick pass finds where dates can stand at all; the kind of word found selects the rules that are tried there.
ANCHOR = re.compile(
    rf"\b(?:(?P<month>{_FULL}|{_CAPITALS}|{_SHORT})|(?P<weekday>{'|'.join(WEEKDAYS)}|(?:Mon|Tues?|Wed|Thu|Thurs|Fri)\.)"
    rf"|(?P<year>(?:1[89]|20)\d\d(?:s|(?!\d)))"
    r"|(?P<nth>\d\d?(?:st|nd|rd|th))"
    r"|(?P<part>quarter|half|spring|summer|fall|autumn|winter|Christmas|New\sYear)"
    r"|(?P<today>[Tt]oday|[Yy]esterday|[Tt]omorrow|[Tt]onight|[Oo]vernight|ago|weeks?|weekend|months?|years?|decades?|days?|night"
    r"|morning|afternoon|evening))\b"
)

# "Ida May", "Mrs. May": a word with a capital before the month, and no day or year after it.
PERSON = re.compile(
    rf"\b(?!(?:{_FULL}|{'|'.join(WEEKDAYS)}|In|On|By|Of|Since|Until|Till|From|To|For|As|And|Or|But|During|Through|Before|After"
    r"|Between|Last|Next|This|That|The|A|An|Early|Late|Mid|Every|Each|If|When|While|With|About|Around|Over|Its|Their|His|Her|Our)\b)"
    rf"[A-Z][a-z]+\.?\s({'|'.join(AMBIGUOUS_MONTHS)})\b(?![\s,]+\d)"
)


def compile_rule(pattern: str) -> re.Pattern[str]:
    """A rule's regular expression: pieces put in for their names, white space for a blank."""
    spaced = pattern.replace(" ", r"\s{1,3}")
    written = re.sub(r"{([a-z]\w*)}", lambda name: PIECES[name[1]], spaced)
    return re.compile(rf"(?<![\w$€£#-])(?:{written})(?!\w)")
