"""Reads bundles of contacts, changes of them and their confirmations as docs/formats/contacts.md describes them, for verifier.py.

Written apart from the program, with nothing but the standard library.
"""

import hashlib
import re

from lines import DIGEST, ENVIRONMENT, NUMBER, PARTY, PERSON, REGISTRY, Lines, ascending, ensure, matches, moment

ID, PAPER = r"[a-z0-9.-]{1,48}", r"[A-Za-z0-9./_-]{1,64}"
PHONE = r"\+[1-9]\d{6,14}"
ATOM, LABEL = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+", r"[a-z0-9-]+"
MAIL = rf"(?=.{{1,254}}$)(?=[^@]{{1,64}}@){ATOM}(?:\.{ATOM})*@{LABEL}(?:\.{LABEL})+"
CHANNELS = {"duty": PHONE, "mobile": PHONE, "desk": PHONE, "mail": MAIL, "messaging": r"[a-z0-9-]{1,24}:[!-~]{1,71}"}
FINGERPRINT = r"[0-9A-F]{32,128}|SHA256:[A-Za-z0-9+/]{43}"
LANGUAGE, APPROACH, ZONE = r"[a-z]{2,3}", r"CA\d{4}", r"[A-Z][A-Za-z0-9_+/-]*"
WEEK = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
KINDS = {"organisation": ["operator", "ministry", "contractor", "hub", "secretariat"], "card": ["person", "desk"],
         "key": ["openpgp", "x509", "ssh"]}
FEATURES = ["push", "pull", "receipts", "partial-acceptance"]
ROLES = ["national-focal-point", "administrator", "alternate-administrator", "technical", "security", "reconciliation",
         "authorization", "change-management", "communication-standards", "legal", "service-desk", "public"]
STATES = ["proposed", "nominated", "active", "suspended", "expired", "revoked"]
TOPICS = ["operations", "infrastructure", "security", "reconciliation", "authorization", "contacts", "changes", "standards"]
SEVERITIES, WHEN = ["low", "normal", "high", "critical"], ["always", "office-hours", "out-of-hours"]
METHODS = "call-back|signed-message|video|in-person"
LABELS = ["TLP:CLEAR", "TLP:GREEN", "TLP:AMBER", "TLP:AMBER+STRICT", "TLP:RED"]
PROPOSALS = "onboarding|change|key-change|role-change|offboarding|verification"


def words(lines, key, *patterns):
    """The words of a line, each as its pattern has it."""
    found = lines.take(key, ".+").split(" ")
    ensure(len(found) == len(patterns), key)
    for word, pattern in zip(found, patterns):
        ensure(matches(pattern, word), key)
    return found


def one_of(table):
    return "|".join(map(re.escape, table))


def several(text, pattern=None, table=None):
    """Words with commas between, ascending and each once; by their letters, or as in a table."""
    if text == "none":
        return []
    found = text.split(",")
    ensure(all(word in table for word in found) if table else all(matches(pattern, word) for word in found), "several")
    ascending([table.index(word) for word in found] if table else found, "several")
    return found


def take_several(lines, key, pattern):
    return several(lines.take(key, ".+"), pattern)


def term(begin, end):
    ensure(moment(begin) < moment(end), "a term")


def hours(zone, days, times, holidays):
    ensure(matches(ZONE, zone) and several(days, table=WEEK), "hours")
    ends = matches(r"(\d\d):([0-5]\d)-(\d\d):([0-5]\d)", times)
    ensure(ends, "hours")
    begin, end = int(ends[1]) * 60 + int(ends[2]), int(ends[3]) * 60 + int(ends[4])
    ensure(begin < end <= 1440 and holidays in ("not-on-holidays", "also-on-holidays"), "hours")


def organisation(lines, row):
    id, _, _, zone, days, times, holidays, _ = words(
        lines, row, ID, f"none|{PARTY}", one_of(KINDS["organisation"]), ".+", ".+", ".+", ".+", f"none|{PHONE}")
    hours(zone, days, times, holidays)
    lines.prose(f"{row}-name")
    take_several(lines, f"{row}-registries", REGISTRY)
    lines.prose(f"{row}-postal")
    lines.prose(f"{row}-web")
    take_several(lines, f"{row}-languages", LANGUAGE)
    for day in take_several(lines, f"{row}-holidays", ".+"):
        moment(day + "T00:00:00Z")
    return id


def registry(lines, row):
    id, _, features = words(lines, row, REGISTRY, ID, ".+")
    several(features, table=FEATURES)
    for text in ("production", "test", "version", "status-page"):
        lines.prose(f"{row}-{text}")
    for stretch in take_several(lines, f"{row}-maintenance", "[^/]+/[^/]+"):
        term(*stretch.split("/"))
    return id


def card(lines, row):
    id, *_ = words(lines, row, ID, one_of(KINDS["card"]), ID, ID)
    lines.prose(f"{row}-name")
    lines.prose(f"{row}-title")
    take_several(lines, f"{row}-languages", LANGUAGE)
    own = lines.take(f"{row}-hours", ".+").split(" ")
    ensure(own == ["none"] or len(own) == 4, "hours")
    if len(own) == 4:
        hours(*own)
    return id


def absence(lines, row):
    who, begin, end, _ = words(lines, row, ID, ".+", ".+", ID)
    term(begin, end)
    return who, begin


def role(lines, row):
    who, role, registry, begin, end, _, _, _, scope = words(
        lines, row, ID, one_of(ROLES), REGISTRY, ".+", ".+", one_of(STATES), PAPER, ID, ".+")
    term(begin, end)
    if scope != "everything":
        parts = scope.split(",")
        approaches = [part for part in parts if matches(APPROACH, part)]
        topics = parts[len(approaches):]
        ensure(all(topic in TOPICS for topic in topics), "a scope")
        ascending(approaches, "a scope")
        ascending([TOPICS.index(topic) for topic in topics], "a scope")
    return who, ROLES.index(role), registry, begin


def channel(lines, row):
    who, kind, address, since, ended = words(lines, row, ID, one_of(CHANNELS), ".+", ".+", ".+")
    ensure(matches(CHANNELS[kind], address), "an address")
    moment(since)
    if ended != "none":
        moment(ended)
    return who, list(CHANNELS).index(kind), address


def key(lines, row):
    owner, _, fingerprint, begin, end = words(lines, row, f"{ID}|{REGISTRY}", one_of(KINDS["key"]), FINGERPRINT, ".+", ".+")
    term(begin, end)
    return bool(matches(REGISTRY, owner)), owner, fingerprint


def chain(lines, row):
    registry, topic, severity, steps = words(lines, row, REGISTRY, one_of(TOPICS), one_of(SEVERITIES), ".+")
    for step in [] if steps == "none" else steps.split(","):
        parts = matches(rf"({one_of(ROLES)})/({NUMBER})/({one_of(WHEN)})", step)
        ensure(parts and int(parts[2]) < 65536, "a step")
    return registry, TOPICS.index(topic), SEVERITIES.index(severity)


def mailing_list(lines, row):
    id, _, _, roles = words(lines, row, ID, one_of(TOPICS), one_of(LABELS), ".+")
    several(roles, table=ROLES)
    return id


ENTRIES = {"organisation": organisation, "registry": registry, "card": card, "absence": absence, "role": role, "channel": channel,
           "key": key, "chain": chain, "list": mailing_list}


def entries(lines, end):
    """All entries; `end` reads the last line of each."""
    found = []
    for stem, read in ENTRIES.items():
        names = []
        for place in range(int(lines.take(f"{stem}-count", NUMBER))):
            row = f"{stem}-{place + 1}"
            begins = list(lines.lines)
            names.append(read(lines, row))
            found.append((stem, begins[0].removeprefix(f"{row}: ").split(" ")))
            end(row)
        ascending(names, stem)
    return found


def bundle(octets):
    lines = Lines(octets, "itmo-contacts/v1", 2 * 1024 * 1024)
    lines.take("from", f"hub|{REGISTRY}")
    lines.take("environment", ENVIRONMENT)
    number = lines.whole("number", 1, 2**32 - 1)
    ensure((lines.take("previous", f"none|sha256:{DIGEST}") == "none") == (number == 1), "previous")
    made = lines.time("made")
    lines.take("label", one_of(LABELS))

    def standing(row):
        value = lines.take(f"{row}-standing", ".+").split(" ")
        moment(value[0])
        if len(value) == 2:
            ensure(value[1] == "none", "standing")
            return
        ensure(len(value) == 6, "standing")
        _, verified, method, first, second, evidence = value
        ensure(moment(verified) <= made, "verified later than it was made")
        ensure(matches(METHODS, method) and matches(PERSON, first) and matches(PERSON, second), "standing")
        ensure(first != second and matches(PAPER, evidence), "standing")

    entries(lines, standing)
    lines.end()


def way(lines):
    """The way a word was said, as what of a directory it is: the number or address, or the organisation."""
    value = lines.take("through", ".+").split(" ")
    if value[0] == "channel":
        ensure(len(value) == 4 and matches(ID, value[1]) and matches(CHANNELS.get(value[2], "$."), value[3]), "through")
        return "channel", value[3]
    if value[0] == "switchboard":
        ensure(len(value) == 2 and matches(ID, value[1]), "through")
        return "organisation", value[1]
    ensure(value == ["none"], "through")
    return None


def change(octets):
    lines = Lines(octets, "itmo-contact-change/v1")
    id = lines.take("change-id", r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
    place = lines.take("registry", REGISTRY), lines.take("environment", ENVIRONMENT)
    lines.take("kind", PROPOSALS)
    lines.take("basis", PAPER)
    lines.take("method", METHODS)
    through = way(lines)
    found = entries(lines, lambda row: lines.take(f"{row}-replaces", f"none|sha256:{DIGEST}"))
    lines.prose("reason")
    made = lines.time("made")
    person = lines.take("initiator", f"person:{PERSON}").removeprefix("person:")
    lines.end()
    # What the change itself brings: the addresses of channels, the ids of organisations.
    brings = {(stem, row[2] if stem == "channel" else row[0]) for stem, row in found if stem in ("channel", "organisation")}
    return {"id": id, "place": place, "through": through, "brings": brings, "made": made, "person": person,
            "sha256": hashlib.sha256(octets).hexdigest()}


def confirmation(octets):
    lines = Lines(octets, "itmo-contact-confirmation/v1")
    id = lines.take("change-id", r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
    of = lines.take("change-sha256", f"sha256:{DIGEST}").removeprefix("sha256:")
    place = lines.take("registry", REGISTRY), lines.take("environment", ENVIRONMENT)
    lines.take("method", METHODS)
    through = way(lines)
    lines.take("evidence", PAPER)
    lines.prose("reason")
    made = lines.time("made")
    person = lines.take("person", f"person:{PERSON}").removeprefix("person:")
    lines.end()
    return {"id": id, "of": of, "place": place, "through": through, "made": made, "person": person}
