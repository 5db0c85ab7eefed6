"""Reads what people and registries sign about differences: docs/formats/resolution.md, confirmation.md and reconciliation.md.

Written apart from the program, with nothing but the standard library.
"""

import hashlib
import re

from lines import (AUTHORIZATION, DIGEST, ENVIRONMENT, GREATEST, NUMBER, NUMBERED, PARTY, PERSON, REGISTRY, RUN, STATION, TRANSFER,
                   VERSION, YEAR, Lines, ascending, ensure, matches)

CASE = rf"{REGISTRY}-CASE-(?!0{{6}}$)(?:\d{{6}}|[1-9]\d{{6,8}})"
CODES = [f"D{number:02}" for number in range(1, 23)] + [f"W{number}" for number in range(1, 15)]
NOTES = {"D07", "D22"}
THINGS = "transfer|order|authorization|total|snapshot|entry|report"
WORDS = "cleared-by-itself|receipt-imported|sent-again|correcting-order|counterpart-error|accepted-difference|release"
PROVEN = {"receipt-imported", "counterpart-error", "accepted-difference"}
ITMO = re.compile(rf"(CA\d{{4}}-{REGISTRY}-{PARTY})-([1-9]\d*)-({YEAR})")
TOTAL = rf"CA\d{{4}} {PARTY} (?:{YEAR}) (?:GHG|non-GHG|any) {REGISTRY} (?:holding|used|cancelled|any)"
DISPLAY = rf"({NUMBER})x({NUMBER}) gate:v1 truncated:no"


def signer(lines):
    """Person and station."""
    return lines.take("person", f"person:{PERSON}").removeprefix("person:"), lines.take("station", STATION)


def times(lines):
    """When it was made, and until when it counts."""
    made, until = lines.time("made"), lines.time("not-after")
    ensure(made < until, "not-after")
    return made, until


def thing(line):
    """What a case can be about."""
    kind, _, name = line.partition(" ")
    if kind == "units":
        run = RUN.fullmatch(name)
        ensure(run and int(run[4]) <= int(run[5]) <= GREATEST, "a run")
    else:
        ensure(name and matches(THINGS, kind), "a thing of no kind")


def document(value):
    ensure(matches(rf"[^/\\]+ sha256:{DIGEST}", value), "a document")
    return value[-64:]


def resolution(octets):
    lines = Lines(octets, "itmo-resolution/v1")
    case = lines.take("case", CASE)
    place = lines.take("registry", REGISTRY), lines.take("environment", ENVIRONMENT)
    lines.take("counterpart", f"none|{REGISTRY}")
    lines.take("discrepancy", "|".join(CODES))
    about = lines.numbered("about", lambda key: lines.take(key, ".+"))
    ensure(about, "about nothing")
    for line in about:
        thing(line)
    lines.whole("quantity")
    word = lines.take("resolution", WORDS)
    if lines.lines[:1] == ["accepted-until: none"]:
        lines.value("accepted-until")
        ensure(word != "accepted-difference", "no end")
    else:
        lines.time("accepted-until")
        ensure(word == "accepted-difference", "an end without need")
    evidence = [document(value) for value in lines.numbered("evidence", lines.prose)]
    ensure(evidence or word not in PROVEN, "no evidence")
    lines.numbered("order", lambda key: lines.take(key, TRANSFER))
    lines.prose("reason")
    policy, roster = lines.take("policy", VERSION), lines.take("roster", VERSION)
    person, station = signer(lines)
    made, until = times(lines)
    lines.whole("seq", 1)
    lines.end()
    return {"case": case, "place": place, "evidence": evidence, "policy": policy, "roster": roster, "person": person,
            "station": station, "made": made, "until": until, "confirmations": 2 if word == "accepted-difference" else 1,
            "sha256": hashlib.sha256(octets).hexdigest()}


def confirmation(octets):
    lines = Lines(octets, "itmo-confirmation/v1")
    of, case = lines.take("resolution-sha256", DIGEST), lines.take("case", CASE)
    kind = lines.take("kind", "confirm|decline")
    person, station = signer(lines)
    roster, policy = lines.take("roster", VERSION), lines.take("policy", VERSION)
    compared = lines.numbered("compared", lambda key: lines.take(key, f"sha256:{DIGEST}"))
    size = matches(DISPLAY, lines.prose("display"))
    ensure(size and max(int(size[1]), int(size[2])) < 65536, "display")
    lines.prose("reason")
    made, until = times(lines)
    lines.whole("seq", 1)
    lines.end()
    return {"of": of, "case": case, "kind": kind, "person": person, "station": station, "roster": roster, "policy": policy,
            "compared": [digest.removeprefix("sha256:") for digest in compared], "made": made, "until": until}


def found(value):
    """One line of a result, as what it is sorted by."""
    code, _, rest = value.partition(" ")
    about, _, number = rest.rpartition(" ")
    ensure(code in CODES and matches(r"0|[1-9]\d{0,19}", number) and int(number) <= GREATEST, "a finding")
    first, run, last = about.partition("..")
    if run:
        ends = ITMO.fullmatch(first), ITMO.fullmatch(last)
        ensure(all(ends), "a run")
        ensure((ends[0][1], ends[0][3]) == (ends[1][1], ends[1][3]), "a run of two series")
        ensure(int(ends[0][2]) <= int(ends[1][2]) <= GREATEST, "a run that ends before it begins")
    else:
        kind, _, name = about.partition(" ")
        form = {"transfer": TRANSFER, "order": TRANSFER, "authorization": rf"(?=.{{1,64}}$){AUTHORIZATION}", "total": TOTAL,
                "entry": r"0|[1-9]\d{0,19}", "report": NUMBER, "snapshots": ""}.get(kind)
        ensure(form is not None and matches(form, name), "about nothing")
        ensure(kind not in ("entry", "report") or int(name) <= (GREATEST if kind == "entry" else 65535), "a number")
    return CODES.index(code), about, int(number)


def reconciliation(octets):
    lines = Lines(octets, "itmo-reconciliation/v1", 1024 * 1024)
    run = lines.take("run", rf"{REGISTRY}-R-{NUMBERED}")
    lines.take("environment", ENVIRONMENT)
    opener = lines.take("opener", REGISTRY)
    ensure(run.startswith(opener), "numbered by another")
    counterpart = lines.take("counterpart", f"none|{REGISTRY}")
    ensure(counterpart != opener, "its own counterpart")
    lines.time("at")
    lines.take("opener-sha256", DIGEST)
    ensure((lines.take("counterpart-sha256", f"none|{DIGEST}") == "none") == (counterpart == "none"), "counterpart-sha256")
    lines.whole("units")
    verdict = lines.take("verdict", "passed|differs")
    rows = [found(value) for value in lines.numbered("found", lambda key: lines.take(key, ".+"))]
    ascending(rows, "what was found")
    ensure((verdict == "passed") == all(CODES[code] in NOTES for code, *_ in rows), "verdict")
    lines.end()
    return {"registries": [opener] + ([] if counterpart == "none" else [counterpart])}
