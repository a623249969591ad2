"""Every way to write a date that is read: one row each, beside a sentence that earned it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from travaux.times import distances as counts
from travaux.times import meanings as means
from travaux.times.clock import Resolver
from travaux.times.words import MONTHS, compile_rule


@dataclass(frozen=True, slots=True)
class Rule:
    """`pattern` may hold context; the words of the date are then its group `date`."""

    pattern: re.Pattern[str]
    resolve: Resolver

    @property
    def name(self) -> str:
        """What reads the words of the date; several patterns may have it."""
        return self.resolve.__name__.removeprefix("read_")


_Rows = tuple[tuple[str, Resolver], ...]

# Words before a month, season or year that show it to be one.
_IN = (
    r"(?:[Ii]n|[Ss]ince|[Uu]ntil|[Tt]ill|[Dd]uring|[Tt]hrough|[Tt]hroughout|[Ff]rom|[Bb]efore|[Aa]fter|[Bb]etween"
    r"|[Ff]or|[Oo]f|[Bb]y|[Aa]s|than|around|about|over)"
)
_IN_MONTH = r"(?:[Ii]n|[Ss]ince|[Uu]ntil|[Tt]ill|[Dd]uring|[Tt]hroughout)"
_THE = r"(?:[Tt]he|[Tt]his|[Ii]ts|[Tt]heir|[Hh]is|[Hh]er|[Aa]n?|\w+['’]s)"
_OTHER_MONTH = rf"(?:{'|'.join(MONTHS)})(?:\s(?:and|or|to|through|until)|,)"
_NO_NAME = r"(?!\s(?!Summit|Agreement|Accord|Declaration)[A-Z][a-z])"  # "June Harlow" is a person
_MATTER = (
    r"(?=\s(?:\w+\s)?(?:agreement|accord|deal|deadline|declaration|document|draft|elections?|meeting|offer|plan|proposal"
    r"|round|session|speech|statement|summit|talks|text|treaty|truce|visit|vote)\b)"
)
_NOUN = r"(?=\s(?!(?:at|for|from|has|in|is|of|on|said|that|to|was|which|who|with|would)\b)[a-z]{2})"  # "the May talks"
_A_YEAR = r"(?:{year}|(?P<of_year>(?:{which}|the) year))"
_SPAN = r"(?:(?<!moved\s)(?<!postponed\s)(?<!delayed\s)(?<!shifted\s)(?<!back\s)(?<!forward\s)[Ff]rom|[Bb]etween)"
_TO = r"(?: to | and | until | till | through )"
_TIME_OF = r"(?:(?:[Ll]ate|[Ee]arly|[Ll]ater|[Ee]arlier) (?:on )?)"

_DAYS_AND_MONTHS: _Rows = (
    # Operation August ended.
    (r"(?:Operation|Team|Black|Red|Plan|Camp|Fort|Hurricane|Storm) {full_month}", means.no_date),
    # The Sept. 11 attacks.
    (r"(?P<date>(?:September|Sept\.) 11(?:th)?) (?:attacks|terror)", means.fixed(date(2001, 9, 11))),
    (r"(?:{weekday}{hour}?,? )?{month} {day}(?:,? {year})?", means.read_day),  # They met on Monday, March 9, 2031.
    (
        r"(?:{weekday}{hour}?,? )?(?:the )?{first_day}(?: of)? {month}(?:,? {year})?",
        means.read_day,
    ),  # It opens on 9 March.
    (r"{month} {first_day}{to}{day2}(?:,? {year})?", means.read_days),  # They meet on March 9-12.
    (r"{month} {first_day}{to}{month2} {day2}(?:,? {year})?", means.read_days),  # They meet from March 30 to April 2.
    (r"{first_day}{to}{day2} {month}(?:,? {year})?", means.read_days),  # It runs from 9-12 March 2031.
    (r"{first_day} {month}{to}{day2} {month2}(?:,? {year})?", means.read_days),  # It runs from 30 March to 2 April.
    (r"(?:the )?week of {month} {day}(?:,? {year})?", means.read_week_of_day),  # They meet the week of May 5.
    (r"(?:the )?week of (?:the )?{first_day} {month}(?:,? {year})?", means.read_week_of_day),  # The week of 5 May.
    (
        r"(?:following|previous|preceding|same|every|each) {full_month}",
        means.no_date,
    ),  # She fell the following January.
    (r"{part}?{month},? (?:of )?{year}", means.read_month),  # The truce of early June 2030 held.
    (r"{part}?{full_month} (?:of )?{which} year", means.read_month_of),  # It began in June of last year.
    (r"{part}?{which} {full_month}", means.read_which_month),  # They signed last June.
    (r"{part}{full_month}", means.read_month),  # The ban ends in late May.
    (rf"{{plain_month}}{_NO_NAME}", means.read_month),  # By November he called it vital.
    (rf"{_IN_MONTH} (?P<date>{{full_month}}){_NO_NAME}", means.read_month),  # They met in March.
    (rf"{_SPAN} (?P<date>{{full_month}}{_TO}{{full_month2}}(?:,? {{year}})?)", means.read_months),  # From March to May.
    (rf"{_IN} (?P<date>{{full_month}}){_NO_NAME}", means.read_month_or_name),  # They sat as of May.
    (rf"{_OTHER_MONTH} (?P<date>{{full_month}}){_NO_NAME}", means.read_month_or_name),  # They sat in March and May.
    (rf"(?P<date>{{full_month}})(?=['’]s{_MATTER})", means.read_month_or_name),  # June's summit was short.
    (rf"{_THE} (?P<date>{{full_month}}){_NOUN}", means.read_month_or_name),  # The May talks failed.
    # The first week of May.
    (r"(?:[Tt]he )?{ordinal} week (?:of|in) {full_month}(?:,? {year})?", means.read_week_of_month),
)

_WEEKDAYS: _Rows = (
    (r"(?:[Ee]very|[Ee]ach|[Mm]ost|[Aa]ny|[Aa]nother) {weekday}", means.no_date),  # The panel sits every Thursday.
    # Prices fell on Black Friday.
    (r"(?:Black|Good|Bloody|Super|Ash|Easter|Palm|Cyber|Holy|Maundy) {weekday}", means.no_date),
    (r"Monday[-–]Friday", means.no_date),  # His column appears Monday-Friday.
    (r"[Tt]he Sunday [A-Z][a-z]+", means.no_date),  # He told the Sunday Lantern.
    (r"(?:News|Edition) {weekday}", means.no_date),  # She spoke on Harbour News Sunday.
    # The Sunday Herald.
    (r"{weekday} (?:Times|Herald|Telegraph|Mirror|Mail|Express|Post|Review|School|prayers)", means.no_date),
    (rf"{_TIME_OF}?{{weekday}}{{hour}}?", means.read_weekday),  # They met late Wednesday.
    (rf"{_SPAN} (?P<date>{{weekday}}{_TO}{{weekday2}})", means.read_weekdays),  # They sat from Monday to Wednesday.
    (r"{which} {weekday}{hour}?", means.read_which_weekday),  # They met last Thursday.
    (r"{weekday}{hour}? (?:of )?{which} week", means.read_weekday_of_week),  # They met on Monday of last week.
    (r"{which} week on {weekday}", means.read_weekday_of_week),  # They meet next week on Monday.
    (r"a week (?P<way>ago|from) {weekday}", means.read_week_from_weekday),  # They met a week ago Thursday.
)

_YEARS: _Rows = (
    # Agenda 2030 is cited.
    (r"(?:Resolution|Agenda|Vision|Expo|Highway|Route|Flight|Room|Article|No\.) {year}", means.no_date),
    (r"{year}-(?P<mm>\d\d)-(?P<dd>\d\d)", means.read_iso),  # The text is dated 2031-03-09.
    (r"[Ff]iscal(?: [Yy]ear)? {year}", means.no_date),  # It rises in fiscal 2032; when that begins is not told.
    (r"(?:(?:early|late|mid|mid-to-late)[- ])?{decade}", means.read_decade),  # The quarrel goes back to the 1990s.
    (rf"{_SPAN} (?P<date>{{year}}{_TO}{{year2}})", means.read_years_between),  # It was frozen between 2027 and 2029.
    (r"{part}{year}", means.read_year),  # Talks broke down in late 2029.
    (rf"(?:{_IN}|[Tt]o|and|or|[Yy]ear) (?P<date>{{year}})", means.read_year),  # It lapsed in 2029.
    (r"\((?P<date>{year})(?=\))", means.read_year),  # The Port Vel Accord (2029) lapsed.
    (rf"{_THE} (?P<date>{{year}})(?= \w)", means.read_year),  # The 2029 treaty lapsed.
    (r"(?P<date>{year})(?=['’]s )", means.read_year),  # It repeats 2029's terms.
    (r"(?P<year>(?:19|20)\d\d)[-–/](?P<last>\d\d(?:\d\d)?)", means.read_years),  # The 2030-31 budget is late.
)

_PARTS_OF_YEARS: _Rows = (
    (r"{holiday}(?:,? {year})?", means.read_holiday),  # The pause ends on Christmas Day.
    (r"{part}?(?:the )?{season}(?: of|,)? {year}", means.read_season),  # He left in the spring of 2030.
    (r"{part}?{which} {season}", means.read_season),  # They met last fall.
    # It closed in the spring of last year.
    (r"{part}?(?:the )?{season} of (?P<of_year>{which} year)", means.read_season),
    (
        rf"(?:{_IN}|[Aa]ll) (?P<date>{{part}}?(?:the )?{{season}})(?! of)",
        means.read_season,
    ),  # They will meet in the spring.
    # The first quarter of 2031.
    (rf"(?:[Tt]he )?{{ordinal}} quarter of {_A_YEAR}", means.read_quarter),
    (rf"{_IN} (?P<date>(?:the )?{{ordinal}} quarter)(?! of)", means.read_quarter),  # It is due in the second quarter.
    (rf"(?:[Tt]he )?{{ordinal}} half of {_A_YEAR}", means.read_half),  # The first half of 2032.
    (r"{which} quarter", means.read_which_quarter),  # Exports fell last quarter.
)

_FROM_TODAY: _Rows = (
    (r"(?:[Ee]very|[Ee]ach|[Mm]ost|[Aa]ny|[Aa]nother|one) {unit}", means.no_date),  # Boats sink every year.
    # She told the Today programme.
    (r"[Aa]t the end of the day", means.no_date),  # At the end of the day it is about fish.
    # It was the first such meeting in ten years.
    (r"(?:first|last|only|most|best|worst|\w+est)\b[^.;:]{0,50}? in (?P<date>{count} {units})", means.no_date),
    (r"USA Today|Russia Today|[Tt]he Today|Today (?:show|programme|program)", means.no_date),
    (rf"{_TIME_OF}?[Tt]oday", counts.day_at(0)),  # The talks ended today.
    (r"[Tt]onight|[Tt]his (?:morning|afternoon|evening)", counts.day_at(0)),  # They dine tonight.
    (rf"{_TIME_OF}?[Yy]esterday{{hour}}?", counts.day_at(-1)),  # They met yesterday.
    (rf"{_TIME_OF}?[Tt]omorrow{{hour}}?", counts.day_at(1)),  # They meet tomorrow.
    (r"[Ll]ast night", counts.day_at(-1)),  # They dined last night.
    (r"[Tt]he day before yesterday", counts.day_at(-2)),  # They met the day before yesterday.
    (r"[Tt]he day after tomorrow", counts.day_at(2)),  # They meet the day after tomorrow.
    # She refused the day before.
    (r"[Tt]he day before(?=[,.;]| (?:and|but|that|when|in|at|to|with|by|on)\b)", counts.read_neighbour(-1)),
    (r"[Aa] day (?:earlier|before)|[Tt]he previous day", counts.read_neighbour(-1)),  # She had refused a day earlier.
    (r"[Aa] day later|[Tt]he (?:next|following) day", counts.read_neighbour(1)),  # She gave way a day later.
    (
        r"(?:[Tt]he|[Tt]hat) same day(?! (?:as|that)\b)",
        counts.read_neighbour(0),
    ),  # He was back the same day.
    (r"{count} {units} (?:later|afterwards)(?! than)", counts.read_later),  # It lapsed two years later.
    (r"{count} {units} (?:earlier(?! than)|before{after})", counts.read_earlier),  # It was signed two years earlier.
    (r"(?:[Ll]at|[Ee]arli?)(?:e|y|er) that {unit}", counts.read_that),  # Later that year it lapsed.
    (r"[Tt]hat (?:same )?{unit}{after}", counts.read_that),  # It lapsed that year.
    (r"[Tt]he following {unit}{after}", counts.read_later),  # It lapsed the following year.
    (r"[Tt]he (?:previous|preceding) {unit}{after}", counts.read_earlier),  # It was signed the previous year.
    (r"[Oo]vernight{after}", counts.read_overnight),  # Overnight, shots were fired.
    (r"{part}?(?<!the\s)(?<!The\s){which} {unit}", counts.read_which_unit),  # They meet early next week.
    (r"{part}the {unit}", counts.read_which_unit),  # A deal is due by the end of the month.
    (r"(?:the )?{ending}(?:['’]s |-)end", counts.read_which_unit),  # A deal is due by year's end.
    # The herring vanished more than a decade ago.
    (r"(?:(?:[Mm]ore|[Ll]ess|[Ff]ewer) than|[Oo]ver|[Aa]t least) {count} {units} ago", means.no_date),
    (r"{count} {units} ago", counts.read_ago),  # They met two weeks ago.
    (r"{count} {units} (?:from (?:now|today)|ahead(?! of))", counts.read_ahead),  # They meet two weeks from now.
    (r"[Ii]n (?P<date>{count} {units})(?! of)(?:['’] time)?", counts.read_in),  # They will meet in two weeks.
    (r"[Ww]ithin (?P<date>{count} {units})(?! of)", counts.read_coming),  # It must answer within two weeks.
    (r"(?:[Tt]he )?(?:next|coming) {count} {units}", counts.read_coming),  # They will meet over the next two weeks.
    (r"(?:[Tt]he )?(?:past|last|previous) {count} {units}", counts.read_past),  # They met twice in the past two weeks.
    # They met twice in the past week.
    (rf"(?:{_IN}|[Ww]ithin) (?P<date>the (?:past|last) {{long_unit}})(?! of)", counts.read_past),
    # They meet in the coming week.
    (rf"(?:{_IN}|[Ww]ithin) (?P<date>the (?:next|coming) {{long_unit}})(?! of)", counts.read_coming),
    (r"{which} weekend", counts.read_weekend),  # They meet this weekend.
    (rf"{_THE} (?P<date>weekend){_MATTER}", counts.read_weekend),  # The weekend talks failed.
    (rf"(?:{_IN}|[Aa]t|[Oo]n) (?P<date>the weekend)(?! of)", counts.read_weekend),  # They met over the weekend.
)

_DAYS: _Rows = (
    # The session opens on the 24th.
    (
        r"(?:[Oo]n|[Uu]ntil|[Tt]ill|[Bb]y|[Ss]ince|[Ff]rom|[Bb]efore|[Aa]fter) (?P<date>the {nth}){after}",
        means.read_nth,
    ),
)

# By the kind of ANCHOR word that a row needs.
RULES: dict[str, tuple[Rule, ...]] = {
    kind: tuple(Rule(compile_rule(pattern), resolve) for pattern, resolve in rows)
    for kind, rows in {
        "month": _DAYS_AND_MONTHS,
        "weekday": _WEEKDAYS,
        "year": _YEARS,
        "part": _PARTS_OF_YEARS,
        "today": _FROM_TODAY,
        "nth": _DAYS,
    }.items()
}
