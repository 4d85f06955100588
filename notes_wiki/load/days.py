"""Dates as people write them.

In:  the text of a field.
Out: the date it begins with as `2024-03-01`; "" if there is none, or if it is ambiguous.
"""

from __future__ import annotations

import datetime
import re

from notes_wiki.pattern import pattern

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ELSEWHERE = {
    "jän": 1, "ene": 1, "gen": 1, "fév": 2, "fev": 2, "mär": 3, "mrz": 3, "avr": 4, "abr": 4, "mai": 5,
    "mag": 5, "juin": 6, "giu": 6, "juil": 7, "lug": 7, "aoû": 8, "ago": 8, "set": 9, "okt": 10, "out": 10,
    "ott": 10, "dez": 12, "déc": 12, "dic": 12,
}  # fmt: skip
"""How months begin in German, French, Spanish, Italian and Portuguese, where not as in English."""
_NUMBERS = {**{name: number for number, name in enumerate(_MONTHS, 1)}, **_ELSEWHERE}
_NAME = rf"(?P<month>{'|'.join(_NUMBERS)})[^\W\d_]*\.?"
_NUMBER = r"(?P<day>\d{1,2})(?:st|nd|rd|th|er|\.)?"
_SINCE_1970 = pattern(r"1\d{9}(?:\d{3})?$")
"""Seconds or, as Dendron has it, milliseconds since 1970, of the years 2001 to 2033."""
_FORMS = tuple(
    pattern(form, re.I)
    for form in (
        # 2024-03-01 10:00, 2024/3/1, 2024.03.01, [[2024-03-01]]
        r"(?:\[\[)?(?P<year>\d{4})(?P<mark>[-/.])(?P<month>\d{1,2})(?P=mark)(?P<day>\d{1,2})(?=$|[\sT\]-])",
        # 20240301, 202403011030: the ids of a Zettelkasten
        r"(?P<year>[12]\d{3})(?P<month>\d\d)(?P<day>\d\d)(?:\d{4}|\d{6})?$",
        # 1.3.2024: with full stops the day always comes first
        r"(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d{4})(?=$|\s)",
        # 4/15/2024 and 15/4/2024, where only one of the two can be the month
        r"(?P<month>0?[1-9]|1[0-2])/(?P<day>1[3-9]|2\d|3[01])/(?P<year>\d{4})(?=$|[\s,])",
        r"(?P<day>1[3-9]|2\d|3[01])/(?P<month>0?[1-9]|1[0-2])/(?P<year>\d{4})(?=$|[\s,])",
        # Friday, March 1st 2024, 10:00:00 am
        rf"(?:[a-z]+,? )?{_NAME} {_NUMBER},? (?P<year>\d{{4}})(?=$|[\s,])",
        # 1 March 2024, 1-Mar-2024, 1. März 2024, 1 de marzo de 2024
        rf"(?:[a-z]+,? )?{_NUMBER}(?P<mark>[ -])(?:de )?{_NAME},?(?P=mark)(?:de )?"
        r"(?P<year>\d{4})(?=$|[\s,])",
    )
)


def day(text: str) -> str:
    """The date that a text begins with, as `2024-03-01`, or "". `4/3/2024` may be either of two, so it is
    none."""
    text = text.strip()
    if _SINCE_1970.match(text):
        return datetime.datetime.fromtimestamp(int(text[:10]), datetime.UTC).date().isoformat()
    found = next(filter(None, (form.match(text) for form in _FORMS)), None)
    if found is None:
        return ""
    month = found["month"].lower()
    number = int(month) if month.isdigit() else _NUMBERS[month]
    try:
        return datetime.date(int(found["year"]), number, int(found["day"])).isoformat()
    except ValueError:
        return ""
