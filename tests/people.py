"""Whose word a signed text is, and whether it counts: persons, their roles, keys and stations by a roster (docs/formats/roster.md).

Written apart from the program, with nothing but the standard library.
"""

import datetime

import sshsig
from lines import ensure

SKEW = datetime.timedelta(minutes=5)


def holds(stretch, at):
    return stretch[0] <= at < stretch[1]


def in_role(roster, person, role, at):
    roles, stretch = roster["persons"].get(person, (set(), None))
    return role in roles and holds(stretch, at)


def acts_as(roster, person, role, at):
    """By the person's own row, or as a deputy of somebody who holds the role."""
    here = person in roster["persons"] and holds(roster["persons"][person][1], at)
    deputies = [row for row in roster["deputies"] if here and row[0] == person and role in row[2] and holds(row[3], at)]
    return in_role(roster, person, role, at) or any(in_role(roster, principal, role, at) for _, principal, *_ in deputies)


def by_person(roster, paper, namespace, times):
    """Refuses unless the person it names signed it with a key of theirs that was valid at all of these times."""
    key = paper.signed_for(namespace)
    ensure(key in roster["keys"], "signed with a key that the roster does not have")
    person, stretch = roster["keys"][key]
    ensure(person == paper.says["person"], "a key of another")
    for at in times:
        ensure(holds(stretch, at) and holds(roster["persons"][person][1], at), "a key that does not count")


def at_station(roster, paper, times):
    key, stretch = roster["stations"].get(paper.says["station"], (None, None))
    ensure(key == paper.signed_for("itmo-station@v1"), "not at this station")
    ensure(all(holds(stretch, at) for at in times), "a station that does not count")


def known(version):
    """The editions that a text may name: this one, and those before it where they are at hand."""
    return {version["edition"], *version.get("earlier", ())}


def stands(paper, role, namespace, roster, policy, now):
    """Refuses unless a text that raises risk counts now."""
    said = paper.says
    ensure(holds(roster["valid"], now) and holds(policy["valid"], now), "nothing is in force")
    ensure(said["roster"] in known(roster) and said["policy"] in known(policy), "another roster or policy")
    ensure(said["made"] <= now + SKEW, "it was made later")
    times = [said["made"], now]
    # Whoever has no row has no role either; it is said by name.
    ensure(said["person"] in roster["persons"], f"{said['person']} is not in the roster")
    ensure(all(acts_as(roster, said["person"], role, at) for at in times), "no such role")
    by_person(roster, paper, namespace, times)
    at_station(roster, paper, times)
