"""Reads rosters, policies and revocations as docs/formats/roster.md, policy.md and revocation.md describe them, for verifier.py.

Written apart from the program, with nothing but the standard library.
"""

import base64
import functools
import hashlib

from ed25519 import L, point, same, times
from lines import (DIGEST, ENVIRONMENT, GREATEST, NUMBER, PERSON, REGISTRY, STATION, TIME, Lines, Refused, ascending, ensure,
                   matches, moment)

KEY = r"ssh-ed25519 [A-Za-z0-9+/=]+"
ROLES = ["initiator", "approver", "releaser", "support", "security-officer", "auditor"]
ALONE = {"security-officer", "auditor"}
FIELDS = ["quantity", "acquiring-registry", "acquiring-account", "units", "subject"]
WEEK = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]


def stretch(start, end):
    ensure(moment(start) < moment(end), "an end before its beginning")
    return moment(start), moment(end)


def head(lines):
    """Whose text it is, which version, and when it may be in force."""
    registry, environment = lines.take("registry", REGISTRY), lines.take("environment", ENVIRONMENT)
    version = int(lines.take("version", r"[1-9]\d{0,9}"))
    ensure(version < 2**32, "version")
    first = lines.take("previous", f"none|sha256:{DIGEST}") == "none"
    ensure(first == (version == 1), "previous")
    start, end = lines.time("valid-from"), lines.time("valid-to")
    ensure(start < end, "validity")
    return {"place": (registry, environment), "version": version, "valid": (start, end)}


def edition(head, octets):
    """As other texts name this version."""
    return f"v{head['version']} sha256:{hashlib.sha256(octets).hexdigest()}"


def some(text, known, key):
    """Words with commas between, known ones, in their order and each once."""
    words = text.split(",")
    ensure(all(word in known for word in words), key)
    ascending([known.index(word) for word in words], key)
    return set(words)


def row(value, pattern):
    found = matches(pattern, value)
    ensure(found, "a row")
    return found.groups()


@functools.cache
def public(text):
    """The octets of a key that is good for signatures."""
    letters = text.removeprefix("ssh-ed25519 ")
    try:
        blob = base64.b64decode(letters, validate=True)
    except ValueError:
        raise Refused("a key's Base64") from None
    prefix = bytes([0, 0, 0, 11]) + b"ssh-ed25519" + bytes([0, 0, 0, 32])
    ensure(len(blob) == 51 and blob.startswith(prefix), "a key's form")
    found = point(blob[19:])
    ensure(found is not None and same(times(L, found), (0, 1, 1, 0)), "a weak key")
    return blob


def roster(octets):
    lines = Lines(octets, "itmo-roster/v1", 512 * 1024)
    found = head(lines)
    start = found["valid"][0]
    ascii_rows = lambda stem: lines.numbered(stem, lambda key: lines.take(key, ".+"))  # noqa: E731
    persons, holders, borrowed, keys, able = {}, [], {}, {}, set()
    for value in lines.numbered("person", lines.prose):
        person, roles, begin, end, _ = row(value, rf"({PERSON}) (\S+) ({TIME}) ({TIME}) (.+)")
        holders.append(person)
        persons[person] = (some(roles, ROLES, "roles"), stretch(begin, end))
    ascending(holders, "persons")
    rows, deputies = ascii_rows("deputy"), []
    ascending(rows, "deputies")
    for value in rows:
        deputy, principal, roles, begin, end = row(value, rf"({PERSON}) ({PERSON}) (\S+) ({TIME}) ({TIME})")
        times_of = stretch(begin, end)
        roles = some(roles, ROLES, "roles")
        ensure(deputy in persons and principal in persons and deputy != principal, "a deputy")
        ensure(roles <= persons[principal][0], "a role that is not there to be stood in for")
        borrowed[deputy] = borrowed.get(deputy, set()) | roles
        deputies.append((deputy, principal, roles, times_of))
    rows = ascii_rows("key")
    ascending(rows, "keys")
    for value in rows:
        person, key, begin, end = row(value, rf"({PERSON}) (?:agent|keyring|file|hardware) ({KEY}) ({TIME}) ({TIME})")
        begin, end = stretch(begin, end)
        ensure(person in persons, "a key of nobody")
        ensure(public(key) not in keys, "a key in two rows")
        keys[public(key)] = (person, (begin, end))
        able |= {person} if begin <= start < end else set()
    rows = ascii_rows("station")
    stations = [row(value, rf"({STATION}) ({KEY}) ({TIME}) ({TIME})") for value in rows]
    ascending([station for station, *_ in stations], "stations")
    stations = {station: (public(key), stretch(begin, end)) for station, key, begin, end in stations}
    blobs = [*keys, *(key for key, _ in stations.values())]
    ensure(len(set(blobs)) == len(blobs), "a key in two rows")
    logins = [row(value, rf"([!-~]{{1,64}}) ({PERSON})") for value in ascii_rows("login")]
    ascending([login for login, _ in logins], "logins")
    ensure(all(person in persons for _, person in logins), "a login of nobody")
    lines.end()
    for person, (roles, _) in persons.items():
        roles = roles | borrowed.get(person, set())
        ensure(len(roles) == 1 or not roles & ALONE, "who watches does not act")
    officers = [person for person, (roles, (begin, end)) in persons.items()
                if "security-officer" in roles and begin <= start < end and person in able]
    ensure(len(officers) >= 2, "too few officers")
    return found | {"edition": edition(found, octets), "persons": persons, "deputies": deputies, "keys": keys, "stations": stations}


def revocation(octets):
    lines = Lines(octets, "itmo-revocation/v1")
    place = lines.take("registry", REGISTRY), lines.take("environment", ENVIRONMENT)
    whose = lines.take("of", f"person:{PERSON}|station:{STATION}")
    key = public(lines.take("key", KEY))
    person = lines.take("person", f"person:{PERSON}").removeprefix("person:")
    lines.prose("reason")
    made = lines.time("made")
    lines.end()
    return {"place": place, "of": whose, "key": key, "person": person, "made": made}


def minutes(text):
    hour, minute = map(int, text.split(":"))
    ensure(minute < 60 and hour * 60 + minute <= 1440, "hours")
    return hour * 60 + minute


def number(lines, key, least, most):
    ensure(least <= int(lines.take(key, NUMBER)) <= most, key)


def band(value, actions):
    yes, amount = "(yes|no)", r"(0|[1-9]\d*)"
    pattern = (rf"(\S+) from={amount} approvals=([1-9]) rekey=(\S+) own-copy={yes} release={yes} call={yes} "
               rf"cooling-off=(none|next-working-day-noon|[1-9]\d*h)")
    action, least, approvals, rekey, own_copy, release, _, cooling = row(value, pattern)
    ensure(action in actions + ["any"] and int(least) <= GREATEST, "a band")
    fields = some(rekey, FIELDS, "rekey") if rekey != "none" else set()
    ensure(not cooling.endswith("h") or int(cooling[:-1]) <= 720, "cooling-off")
    return {
        "action": action, "from": int(least), "approvals": int(approvals), "rekey": fields, "own-copy": own_copy == "yes",
        "release": release == "yes", "cooling-off": cooling,
    }


def policy(octets, actions):
    lines = Lines(octets, "itmo-policy/v1")
    found = head(lines)
    zone = lines.take("time-zone", r"[A-Z][A-Za-z0-9_+/-]*")
    worked = some(lines.take("working-days", ".+"), WEEK, "working days")
    holidays = lines.numbered("holiday", lambda key: lines.take(key, ".+"))
    ascending([moment(day + "T00:00:00Z") for day in holidays], "holidays")
    window = lines.take("window", r"none|\d\d:\d\d-\d\d:\d\d")
    hours = tuple(map(minutes, window.split("-"))) if window != "none" else None
    ensure(hours is None or hours[0] < hours[1], "window")
    outside = lines.take("outside-window", "wait|one-more-approval")
    bands = [band(value, actions) for value in lines.numbered("band", lambda key: lines.take(key, ".+"))]
    ascending([(band["action"], band["from"]) for band in bands], "bands")
    ensure(any((band["action"], band["from"]) == ("any", 0) for band in bands), "no band for all")
    for limit in ("order", "account-day", "counterpart-day", "registry-day"):
        value = lines.take(f"limit-{limit}", r"none|0|[1-9]\d*")
        ensure(value == "none" or int(value) <= GREATEST, limit)
    number(lines, "trusted-delay-working-days", 1, 30)
    online = lines.take("order-life-online-hours", NUMBER)
    offline = lines.take("order-life-offline-hours", NUMBER)
    ensure(1 <= int(online) <= 72 and int(online) <= int(offline) <= 168, "life")
    apart = lines.take("different-stations", "yes|no") == "yes"
    number(lines, "same-host-minutes", 0, 1440)
    number(lines, "dwell-seconds-per-field", 1, 60)
    lines.end()
    return found | {
        "edition": edition(found, octets), "different-stations": apart, "zone": zone, "worked": worked, "holidays": set(holidays),
        "hours": hours, "outside": outside, "bands": bands, "life": int(offline),
    }
