"""Names that differ by a slip, and words made of a name."""

from __future__ import annotations

from functools import cache

from nicknames import NickNamer


def is_misspelling(form: str, name: str) -> bool:
    """Whether two names have as many words, all but one the same, and that one a slip of one letter apart.

    >>> is_misspelling("Ostar Vell", "Oskar Vell"), is_misspelling("Vell", "Vall"), is_misspelling("Ann Vo", "Ann Wo")
    (True, False, False)
    """
    ours, theirs = form.replace("-", " ").split(), name.replace("-", " ").split()
    if len(ours) != len(theirs) or len(ours) < 2 or ours == theirs:
        return form != name and ours == theirs
    pairs = [(a, b) for a, b in zip(ours, theirs, strict=True) if a.casefold() != b.casefold()]
    if not pairs:
        return True
    return len(pairs) == 1 and min(map(len, pairs[0])) >= 4 and _is_slip(*pairs[0])


def _is_slip(a: str, b: str) -> bool:
    """One letter added, left out, changed, or two neighbours swapped."""
    if len(a) > len(b):
        a, b = b, a
    if len(b) - len(a) > 1 or a[0] != b[0]:
        return False
    same = 0
    while same < len(a) and a[same] == b[same]:
        same += 1
    rest_a, rest_b = a[same:], b[same:]
    if len(a) < len(b):
        return rest_a == rest_b[1:]
    return rest_a[1:] == rest_b[1:] or (len(rest_a) > 1 and rest_a[:2] == rest_b[1::-1] and rest_a[2:] == rest_b[2:])


_DEMONYM_ENDINGS = ("", "s", "n", "ns", "an", "ans", "ian", "ians", "ic", "ish", "er", "ers", "ese", "i", "is", "ar")


def is_demonym_of(word: str, name: str) -> bool:
    """Whether a word looks like the adjective or the people of an unknown state: "Norlandic", "Velmarkers"."""
    word, name = word.casefold(), name.casefold()
    if word == name or len(name) < 4:
        return False
    stems = {name, name.rstrip("aeiouy")}
    return any(word.startswith(stem) and len(stem) >= 4 and word[len(stem) :] in _DEMONYM_ENDINGS for stem in stems)


def is_short_for(one: str, other: str) -> bool:
    """Whether two first names are a name and its short form, either way round: Chuck and Charles."""
    known = _nicknames()
    return other.lower() in known.nicknames_of(one) or one.lower() in known.nicknames_of(other)


@cache
def _nicknames() -> NickNamer:
    return NickNamer()
