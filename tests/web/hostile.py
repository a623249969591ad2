"""Coverage by somebody who means harm, and what a page must not hold because of it."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

FIRST = """Title: Talks <script>hostile()</script> " onmouseover="hostile() {{ 6543*7 }} open
Outlet: <b onclick=hostile()>Courier</b>
Date: 2031-04-22
URL: javascript:hostile()

Norland Foreign Minister Ann <script>hostile()</script> Vo said on Tuesday that Velmark must withdraw its patrol \
boats <img src=x onerror=hostile()> before any deal on the "quota' OR 1=1;--".

"We want the quota raised </mark></p><script>hostile()</script> by 40 percent," said Norland minister Ann Vo. \
Norland rejected the {{ 6543*7 }} catch register. Velmark President Lu Marisk met Ann Vo in Hesk on Monday.

Velmark demanded an end to the \u202eport ban\u202c unless the quota is raised <svg onload=hostile()>. A senior \
official who asked not to be named because <iframe src="javascript:hostile()"> talks are private said Velmark would \
accept inspections at sea.
"""
SECOND = """Title: ../../etc/passwd \u202egpj.exe %00 ${6543*7}
Outlet: =HYPERLINK("http://rebound.example")
Date: 2031-04-29

Norland accepted the quota on Monday, its minister Ann Vo said. "We now drop the demand for patrol boats <!-- to be \
withdrawn," she said. Velmark said on Monday it would offer inspections if Norland lifts the port ban ]]> and the \
quota. Velmark President Lu Marisk said that "the catch register <a href=javascript:hostile()>is</a> off the table".
"""
CODEBOOK = r"""title = "Talks <script>hostile()</script> \" onload=\"hostile()"
[[parties]]
name = "Norland<script>hostile()</script>"
aliases = ["Norland"]
kind = "state"
[[parties.people]]
name = "Ann Vo\"><img src=x onerror=hostile()>"
aliases = ["Ann Vo", "Vo"]
role = "foreign minister' onfocus='hostile()"
[[parties]]
name = "Velmark\" onmouseover=\"hostile()"
aliases = ["Velmark"]
kind = "state"
[[issues]]
label = "quota</a><svg onload=hostile()>"
terms = ["quota"]
[[issues]]
label = "javascript:hostile()"
terms = ["patrol boats", "port ban"]
[[issues]]
label = "{{ 6543*7 }}' OR 1=1;-- ../../x"
terms = ["inspections", "catch register"]
"""
FILES = {
    'a"><img src=x onerror=hostile()>.txt': FIRST,
    "'; DROP TABLE article;--.txt": SECOND,
}
# What is asked for instead of an id, a name, a day or a number.
WORDS = (
    "",
    "../../../../etc/passwd",
    "..%2f..%2fetc%2fpasswd",
    "' OR 1=1; DROP TABLE finding;--",
    '"><script>hostile()</script>',
    "' onmouseover='hostile()",
    "{{ 6543*7 }}${6543*7}",
    "javascript:hostile()",
    "\u202eexe.txt",
    "a\ud800b",
    "%",
    "_",
    "-1",
    "99999999999999999999999999",
    "1e400",
    "NaN",
    "0001-01-01",
    '"',
    "*",
    "NEAR(",
    "x" * 3000,
    "\x00",
    "\x0b\x1b",
    "é" * 300,
    "a" * 64,
)

_OURS = frozenset(
    """
    html head meta title link script body header footer main nav section article aside div span p a b i em
    strong small mark bdi bdo h1 h2 h3 h4 h5 h6 ul ol li dl dt dd table caption colgroup col thead tbody tfoot
    tr th td form fieldset legend label input select option optgroup button textarea output progress meter
    details summary dialog time abbr blockquote q cite code kbd pre br hr wbr figure figcaption img sup sub del
    ins s u data datalist template noscript search svg g path rect circle ellipse line polyline polygon text
    tspan title desc defs use symbol marker clippath lineargradient stop pattern
    """.split()
)
_ADDRESSES = frozenset("href src action formaction xlink:href data poster cite hx-get hx-post hx-put hx-delete".split())


class _Page(HTMLParser):
    """Goes through a page as a browser does, and lists what nobody of ours would have written."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.wrong: list[str] = []
        self._in_script = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Elements and attributes that can do something."""
        given = dict(attrs)
        if tag not in _OURS:
            self.wrong.append(f"<{tag}>")
        if tag == "script":
            self._in_script = True
            if not (given.get("src") or "").startswith("/static/"):
                self.wrong.append("a script that is not a file of ours")
        for name, value in attrs:
            if (
                name.startswith("on")
                or name in ("style", "srcdoc")
                or not name.replace("-", "").replace(":", "").isalnum()
            ):
                self.wrong.append(f"{tag} {name}={value}")
            if name in _ADDRESSES and not _is_own(value or ""):
                self.wrong.append(f"{tag} {name}={value}")
        if tag == "meta" and "http-equiv" in given:
            self.wrong.append("meta http-equiv")

    def handle_endtag(self, tag: str) -> None:
        """The end of a script."""
        self._in_script = self._in_script and tag != "script"

    def handle_data(self, data: str) -> None:
        """Templates that were worked out, and scripts that stand in the page."""
        if self._in_script and data.strip():
            self.wrong.append(f"script: {data}")

    def handle_comment(self, data: str) -> None:
        """Nothing of ours is hidden."""
        self.wrong.append(f"<!--{data}")

    def handle_pi(self, data: str) -> None:
        """No page of ours has one."""
        self.wrong.append(f"<?{data}")


def _is_own(address: str) -> bool:
    """Whether an address leads to this desk, or plainly to a page of the web."""
    return (
        address in ("", "#")
        or address[0] in "#?"
        or (address[0] == "/" and address[1:2] not in ("/", "\\"))
        or (address.startswith(("https://", "http://")) and "hostile" not in address)
    )


def find_wrong(page: str) -> list[str]:
    """What of a page can do harm: scripts, handlers, styles, unknown elements, addresses that run something."""
    reader = _Page()
    reader.feed(page)
    reader.close()
    return reader.wrong


def write(folder: Path) -> Path:
    """The coverage as files in a folder; gives the codebook that names its sides and issues."""
    coverage = folder / "coverage"
    coverage.mkdir()
    for name, text in FILES.items():
        (coverage / name).write_text(text, encoding="utf-8")
    book = folder / "book.toml"
    book.write_text(CODEBOOK, encoding="utf-8")
    return book
