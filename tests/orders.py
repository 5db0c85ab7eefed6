"""Reads orders and statements as docs/formats/order.md and statement.md describe them, for verifier.py.

Written apart from the program, with nothing but the standard library.
"""

import datetime
import hashlib
import json
import re

from lines import (ACCOUNT, AUTHORIZATION, DIGEST, ENVIRONMENT, GREATEST, NUMBER, PARTY, PERSON, REGISTRY, RUN, STATION, TRANSFER,
                   VERSION, YEAR, Lines, Refused, ascending, ensure, matches, showable)

UUID = r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"
ELSEWHERE = ["first-transfer", "transfer", "adaptation-fund-mandatory", "adaptation-fund-voluntary"]
HERE = ["internal-transfer", "ndc-use", "oimp-use"] + [f"cancellation-{kind}" for kind in
                                                      ("voluntary", "omge-mandatory", "omge-voluntary", "other")]

ONES = ("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen "
        "nineteen").split()
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
SCALES = ["", "thousand", "million", "billion", "trillion", "quadrillion", "quintillion"]


def words(number):
    """A number as on a cheque."""
    said = []
    for power in range(6, -1, -1):
        group = number // 1000**power % 1000
        if not group:
            continue
        if group >= 100:
            said += [ONES[group // 100], "hundred"]
        rest = group % 100
        if rest >= 20:
            said.append(TENS[rest // 10 - 2] + (f"-{ONES[rest % 10]}" if rest % 10 else ""))
        elif rest:
            said.append(ONES[rest])
        said += [SCALES[power]] if power else []
    return " ".join(said) or "zero"


def movement(lines, action, own):
    """The members that the registry is sent, without the reason."""
    lines.take("transferring-party", PARTY)
    account = lines.take("transferring-account", ACCOUNT)
    lines.take("acquiring-party", PARTY)
    registry = lines.take("acquiring-registry", REGISTRY)
    ensure(registry == own if action in HERE else registry != own or action.startswith("adaptation"), "acquiring-registry")
    acquiring = lines.take("acquiring-account", ACCOUNT)
    ensure(registry != own or acquiring != account, "the same account")
    approaches = lines.take("cooperative-approach", ".+").split(" ")
    runs = [RUN.fullmatch(run) for run in lines.numbered("units", lambda key: lines.take(key, RUN.pattern))]
    series = [(run[1], run[2], run[3], int(run[6])) for run in runs]
    serials = [(int(run[4]), int(run[5])) for run in runs]
    ensure(all(first <= last <= GREATEST for first, last in serials), "a serial")
    for place in range(1, len(runs)):
        after = serials[place][0] > serials[place - 1][1] if series[place] == series[place - 1] else series[place] > series[place - 1]
        ensure(after, "units are not in ascending order")
    ensure(sorted({one[0] for one in series}) == approaches, "cooperative-approach is not of the units")
    quantity = int(lines.take("quantity", r"[1-9]\d{0,19}"))
    ensure(quantity == sum(last - first + 1 for first, last in serials) <= GREATEST, "quantity")
    ensure(lines.prose("quantity-words") == words(quantity), "words are not the figures")
    lines.take("metric", "GHG|non-GHG")
    authorizations = lines.take("authorization", rf"{AUTHORIZATION}(?:, {AUTHORIZATION})*").split(", ")
    ensure(all(len(one) <= 64 for one in authorizations), "authorization")
    ascending(authorizations, "authorization")
    year = lines.take("calendar-year", YEAR if action == "ndc-use" else "none")
    purpose = lines.take("purpose", r"(?!none$)[A-Za-z0-9.-]{1,32}" if action == "oimp-use" else "none")
    corrects = lines.take("corrects", rf"none|{TRANSFER}")
    document = source(lines, False)
    if action in ("first-transfer", "transfer"):
        to = {"external": {"registry": registry, "account": acquiring}}
    elif action.startswith("adaptation"):
        to = {"adaptation-fund": {"registry": registry, "account": acquiring, "mandatory": action.endswith("mandatory")}}
    elif action == "ndc-use":
        to = {"ndc-use": {"account": acquiring, "year": int(year)}}
    elif action == "oimp-use":
        to = {"oimp-use": {"account": acquiring, "purpose": purpose}}
    elif action == "internal-transfer":
        to = {"internal": {"account": acquiring}}
    else:
        to = {"cancellation": {"account": acquiring, "kind": action.removeprefix("cancellation-")}}
    spans = [{end: f"{run[1]}-{run[2]}-{run[3]}-{run[serial]}-{run[6]}" for end, serial in (("first", 4), ("last", 5))} for run in runs]
    sent = {"from": account, "to": to, "spans": spans, "quantity": str(quantity)}
    return ("transfer", sent if corrects == "none" else sent | {"corrects": corrects}), document


# What an act is made of: each place with the kind of its value, in order, as a regular expression. s text, n number, d day, t time, e empty.
DECISION = r"transfer s\nquantity s\nproposal s\n"
BLOCK = r"first s\n@last s\n@authorization s\n@version n\n(@non_ghg s\n)?@underlying s\n(@first_transferred d\n)?"
DECISIONS = ["accept-transfer", "drop-incoming", "complete-by-hand", "rebook", "give-up"]
ACTS = {action: DECISION for action in DECISIONS} | {
    "issue": r"account s\n(blocks e\n|(" + "@".join(["", *BLOCK.split("@")]).replace("@", r"blocks\[\d+\]\.") + ")*)",
    "authorize": "".join(rf"authorization\.{line}" for line in (
        r"id s\n", r"version n\n", r"state s\n", r"approach s\n", r"party s\n", r"date d\n", r"purpose s\n")) +
        r"(authorization\.first_transfer s\n)?(authorization\.parties e\n|(authorization\.parties\[\d+\] s\n)*)"
        r"(authorization\.entities e\n|(authorization\.entities\[\d+\] s\n)*)(authorization\.quantity s\n)?"
        r"(authorization\.timeframe\[0\] n\nauthorization\.timeframe\[1\] n\n)?" +
        "".join(rf"authorization\.{name} s\n" for name in ("metric", "mitigation_type", "sector", "activity_type", "terms")),
    "approach": r"approach\.id s\napproach\.name s\n(approach\.parties e\n|(approach\.parties\[\d+\] s\n)*)"
                r"approach\.state s\napproach\.initial_report s\n",
    "open-account": "".join(rf"account\.{line}\n" for line in (
        "id s", "name s", "kind n", "holder s", "holder_kind s", "party s", "state s")) +
        r"(account\.opened t\n)?(account\.last_act t\n)?(account\.approaches e\n|(account\.approaches\[\d+\] s\n)*)"
        r"(account\.metric s\n)?(account\.lock\.cause s\naccount\.lock\.since t\n)?"
        r"(representatives e\n|(representatives\[\d+\]\.name s\nrepresentatives\[\d+\]\.role s\n)*)",
    "account-state": r"account s\nstate s\n",
    "release-blocks": r"(spans e\n|(spans\[\d+\]\.first s\nspans\[\d+\]\.last s\n)*)",
    "resume-link": r"registry s\n",
    "trust-account": r"account s\nregistry s\ntrusted s\n",
}


def kind_of(value):
    """The letter of a value's kind; days and times are texts too."""
    if value == []:
        return "e"
    if isinstance(value, str):
        ensure(all(showable(line) for line in value.split("\n")) and value == value.strip("\n"), "a value can't be shown")
        return "s"
    ensure(type(value) is int, "a value of no kind that acts have")
    return "n"


def put(content, path, value):
    """Puts a value at its place in nested members and items."""
    steps = [int(step) if step.isdigit() else step for step in re.findall(r"[a-z_]+|\d+", path)]
    for step, following in zip(steps, steps[1:]):
        empty = [] if isinstance(following, int) else {}
        if isinstance(step, int):
            ensure(step <= len(content), "items are not in their order")
            content += [empty] if step == len(content) else []
            content = content[step]
        else:
            content = content.setdefault(step, empty)
    if isinstance(steps[-1], int):
        ensure(steps[-1] == len(content), "items are not in their order")
        content.append(value)
    else:
        ensure(steps[-1] not in content, "a value twice")
        content[steps[-1]] = value


def act(lines, action):
    """The members that the registry is sent, without the reason."""
    values, content = [], {}
    for leaf in lines.numbered("act", lines.prose):
        path, _, text = leaf.partition(" = ")
        try:
            value = json.loads(text)
        except ValueError:
            raise Refused("a value is no JSON") from None
        ensure(compact(value) == text, "a value is spelled otherwise")
        values.append((path, value))
    expected = ACTS[action].replace(" d\\n", " s\\n").replace(" t\\n", " s\\n")
    form = "".join(f"{path} {kind_of(value)}\n" for path, value in values)
    ensure(matches(expected, form), "the lines are not those of the act")
    for path, value in values:
        put(content, path, value)
    return (action, content), source(lines, True)


def compact(value):
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def source(lines, may_be_none):
    """Whether there is a document."""
    value = lines.prose("source-document")
    named = matches(rf"[^/\\]+ sha256:{DIGEST}", value)
    ensure(named or (may_be_none and value == "none"), "source-document")
    return value != "none"


def order(octets):
    """What an order says."""
    lines = Lines(octets, "itmo-order/v1")
    id = lines.take("order-id", UUID)
    supersedes = lines.take("supersedes", f"none|{UUID}")
    ensure(supersedes != id, "supersedes")
    action = lines.take("action", "|".join([*ELSEWHERE, *HERE, *ACTS]))
    own = lines.take("registry", REGISTRY)
    environment = lines.take("environment", ENVIRONMENT)
    (word, sent), document = act(lines, action) if action in ACTS else movement(lines, action, own)
    reason = lines.prose("reason")
    lines.take("wire-profile", "countersign-admin/v1")
    bound = lines.take("wire-sha256", ".+")
    policy, roster = lines.take("policy", VERSION), lines.take("roster", VERSION)
    begins, until = lines.time("not-before"), lines.time("not-after")
    ensure(begins < until, "not-after")
    initiator = lines.take("initiator", f"person:{PERSON} station:{STATION}")
    lines.end()
    body = compact({word: sent | {"reason": reason}})
    ensure(hashlib.sha256(body.encode()).hexdigest() == bound, "the text is bound to something else that is sent")
    person, station = initiator.removeprefix("person:").split(" station:")
    made = datetime.datetime(1970, 1, 1) + datetime.timedelta(milliseconds=int(id[:8] + id[9:13], 16))
    return {
        "id": id, "supersedes": supersedes, "place": (own, environment), "action": action, "quantity": about(action, sent),
        "document": document, "policy": policy, "roster": roster, "begins": begins, "until": until, "person": person,
        "station": station, "made": made, "sha256": hashlib.sha256(octets).hexdigest(),
    }


def about(action, sent):
    """How many units it is about; a decision that does not say so, or on what proposal, may be about any number."""
    if action not in ACTS:
        return int(sent["quantity"])
    if action not in DECISIONS:
        return 0
    says = (sent["transfer"], sent["quantity"], sent["proposal"])
    whole = matches(TRANSFER, says[0]) and matches(r"\d{1,20}", says[1]) and matches(DIGEST, says[2])
    return int(says[1]) if whole and int(says[1]) <= GREATEST else GREATEST


def statement(octets):
    """What somebody says about an order."""
    lines = Lines(octets, "itmo-statement/v1")
    of = lines.take("order-sha256", DIGEST)
    kind = lines.take("kind", "approve|reject|withdraw|withdraw-approval|release|stop")
    person = lines.take("person", f"person:{PERSON}").removeprefix("person:")
    station = lines.take("station", STATION)
    roster, policy = lines.take("roster", VERSION), lines.take("policy", VERSION)
    fields = [f"{name}=rekeyed" for name in ("quantity", "acquiring-registry", "acquiring-account", "units", "subject")]
    parts = lines.prose("checked").split(" ")
    order_of_parts = [*fields, "source-document=own-copy"]
    ensure(parts == ["none"] or parts == [part for part in order_of_parts if part in parts], "checked")
    size = matches(rf"({NUMBER})x({NUMBER}) gate:v1 truncated:no", lines.prose("display"))
    ensure(size and max(int(size[1]), int(size[2])) < 65536, "display")
    reason = lines.prose("reason")
    made, until = lines.time("made"), lines.time("not-after")
    ensure(made < until, "not-after")
    seq = lines.whole("seq", 1)
    lines.end()
    return {
        "of": of, "kind": kind, "person": person, "station": station, "roster": roster, "policy": policy, "reason": reason,
        "rekeyed": {part.removesuffix("=rekeyed") for part in parts if part.endswith("=rekeyed")},
        "own-copy": "source-document=own-copy" in parts, "made": made, "until": until, "seq": seq,
        "sha256": hashlib.sha256(octets).hexdigest(),
    }


ACTIONS = ELSEWHERE + HERE + list(ACTS)
