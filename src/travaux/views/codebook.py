"""The codebook that a record was read with or inferred, as a TOML file to edit."""

from __future__ import annotations

from collections import Counter, defaultdict

import tomlkit
from tomlkit.items import Table

from travaux.model import Actor, ActorKind, Party, Record
from travaux.views.index import Index
from travaux.views.matrix import matrix_of
from travaux.views.shown import shown

_HEAD = (
    "What this record takes the negotiation to be. Edit it and give it to the next build:",
    "    travaux build COVERAGE -o RECORD --codebook codebook.toml",
    "What stands here wins over what is inferred. Parties that are listed are the only parties, issues that are",
    "listed the only issues; delete a whole list and it is inferred anew.",
)
_PARTIES = (
    "The sides, those with the most positions first. Delete what is no side. To join two, move the name and the",
    "aliases of one into the aliases of the other. kind is person, body, state, group or outlet.",
    "[[parties.people]] are those who speak for the party above them; role is what the coverage calls them.",
)
_COALITIONS = ("Sides that act together. members are names of parties.",)
_ISSUES = (
    "Matters under negotiation. terms are the words by which the coverage speaks of one: a position belongs to the",
    "issue whose terms its words hold. parent is the label of the issue that this one is a part of.",
)


def codebook(record: Record) -> str:
    """TOML with the title, parties and their people, coalitions and issues, and comments on how to edit it."""
    index = Index(record)
    table = matrix_of(index)
    document = tomlkit.document()
    _comment(document, _HEAD)
    document.add(tomlkit.nl())
    document["title"] = shown(record.title)
    people = _people(record)
    members = _members(index)
    lists = (
        ("parties", _PARTIES, [_party(party, people[party.id]) for party in table.parties]),
        ("coalitions", _COALITIONS, [_coalition(name, members[name]) for name in sorted(members)]),
        ("issues", _ISSUES, [_issue(index, row.issue.id) for row in table.rows]),
    )
    text = tomlkit.dumps(document)
    for name, comment, tables in lists:
        if tables:
            part = tomlkit.document()
            _comment(part, comment)
            array = tomlkit.aot()
            for each in tables:
                array.append(each)
            part[name] = array
            text += "\n" + tomlkit.dumps(part)
    return text


def _comment(document: tomlkit.TOMLDocument, lines: tuple[str, ...]) -> None:
    for line in lines:
        document.add(tomlkit.comment(line))


def _people(record: Record) -> defaultdict[str | None, list[Actor]]:
    """Who speaks for each party, those who say most first. Bodies are left out: they are aliases or parties."""
    said = Counter(statement.speaker for statement in record.statements)
    people: defaultdict[str | None, list[Actor]] = defaultdict(list)
    for actor in sorted(record.actors, key=lambda actor: (-said[actor.name], actor.name)):
        if actor.kind in (ActorKind.PERSON, None):
            people[actor.speaks_for].append(actor)
    return people


def _members(index: Index) -> dict[str, list[str]]:
    members: defaultdict[str, list[str]] = defaultdict(list)
    for party in sorted(index.record.parties, key=lambda party: party.name):
        for coalition in party.coalitions:
            if coalition in index.parties:
                members[index.parties[coalition].name].append(party.name)
    return dict(members)


def _party(party: Party, people: list[Actor]) -> Table:
    table = tomlkit.table()
    table["name"] = shown(party.name)
    table["aliases"] = _names(party.aliases, party.name)
    if party.kind:
        table["kind"] = party.kind.value
    if people:
        array = tomlkit.aot()
        for person in people:
            one = tomlkit.table()
            one["name"] = shown(person.name)
            one["aliases"] = _names(person.aliases, person.name)
            if person.role:
                one["role"] = shown(person.role)
            array.append(one)
        table["people"] = array
    return table


def _coalition(name: str, members: list[str]) -> Table:
    table = tomlkit.table()
    table["name"] = shown(name)
    table["members"] = [shown(member) for member in members]
    return table


def _issue(index: Index, id_: str) -> Table:
    issue = index.issues[id_]
    table = tomlkit.table()
    table["label"] = shown(issue.label)
    table["terms"] = list(dict.fromkeys(shown(term) for term in issue.terms))
    if issue.parent in index.issues:
        table["parent"] = shown(index.issues[issue.parent].label)
    return table


def _names(aliases: tuple[str, ...], name: str) -> list[str]:
    return list(dict.fromkeys(shown(alias) for alias in aliases if alias != name))
