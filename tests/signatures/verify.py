"""Verifies signed messages between registries, as docs/api/signatures.md describes them, and compares its verdicts with the expected ones.

Written apart from the program, with nothing but the standard library. Slow and simple; it is no program for secrets.
Use: python3 verify.py http-signatures.jsonl
"""

import base64
import hashlib
import json
import os
import re
import sys

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from ed25519 import fits  # noqa: E402

# The profile.
REGISTRIES = ["registry-from", "registry-to", "registry-environment"]
ITEM = r'"[ !#-\[\]-~]*"(?:;req)?'
PARAM = r';[a-z]+=(?:"[ !#-\[\]-~]*"|0|[1-9][0-9]{0,14})'
INPUT = re.compile(rf"sig=(\(((?:{ITEM}(?: {ITEM})*)?)\)((?:{PARAM})*))")
SIGNATURE = re.compile(r"sig=:([A-Za-z0-9+/]{86}==):")


class Refused(Exception):
    pass


def ensure(condition, word):
    if not condition:
        raise Refused(word)


def octets_of(value):
    """The 64 octets in a signature field."""
    match = SIGNATURE.fullmatch(value)
    ensure(match, "malformed")
    octets = base64.b64decode(match[1])
    ensure(base64.b64encode(octets).decode() == match[1], "malformed")
    return octets


def params_of(text):
    """The five parameters behind the components."""
    found = re.findall(r';([a-z]+)=("[^"]*"|[0-9]+)', text)
    names = [name for name, _ in found]
    ensure(len(set(names)) == len(names), "malformed")
    ensure(names == ["created", "nonce", "keyid", "alg", "tag"], "wrong-parameters")
    values = dict(found)
    ensure(values["created"].isdigit() and all(values[name][0] == '"' for name in names[1:]), "malformed")
    values = {name: value.strip('"') for name, value in found}
    ensure(values["alg"] == "ed25519", "wrong-algorithm")
    ensure(values["tag"] == "countersign-comm", "wrong-tag")
    ensure(re.fullmatch(r"[A-Za-z0-9_-]{16,64}", values["nonce"]), "malformed")
    ensure(re.fullmatch(r"[!-~]{1,64}", values["keyid"]), "malformed")
    return values


def check(case):
    request, answer, body = case.get("request"), case.get("answer"), base64.b64decode(case["body"])
    get = request is not None and request["method"] == "GET"
    ensure(not (get and body), "uncovered-part")
    ensure(get or answer or request["query"] is None, "uncovered-part")

    def field(name):
        values = [value for other, value in case["fields"] if other.lower() == name]
        ensure(values, "missing-field")
        ensure(len(values) == 1, "doubled-field")
        ensure(re.fullmatch(r"[!-~](?:[ -~]*[!-~])?", values[0]), "malformed-field")
        return values[0]

    present = {name.lower() for name, _ in case["fields"]}
    ensure({"signature", "signature-input"} <= present, "missing")
    match = INPUT.fullmatch(field("signature-input"))
    ensure(match, "malformed")
    signature = octets_of(field("signature"))
    items = match[2].split(" ")
    ensure(len(set(items)) == len(items), "malformed")

    digest = [] if get else ["content-digest", "content-type"]
    if answer:
        derived = {"@status": str(answer["status"])}
        derived['"signature";req'] = answer["request_signature"]
        octets_of(answer["request_signature"])
        wanted = ["@status"] + digest + REGISTRIES
        covered = [f'"{name}"' for name in wanted] + ['"signature";req']
    else:
        derived = {"@method": request["method"], "@path": request["path"], "@query": "?" + (request["query"] or "")}
        wanted = ["@method", "@path"] + (["@query"] if get else []) + digest + REGISTRIES
        covered = [f'"{name}"' for name in wanted]
    ensure(items == covered, "wrong-components")
    params = params_of(match[3])
    ensure(params["keyid"] in case["keys"], "unknown-key")
    key = base64.urlsafe_b64decode(case["keys"][params["keyid"]] + "=")

    lines = []
    for item in items:
        name = item if item in derived else item.strip('"')
        lines.append(f"{item}: {derived[name] if name in derived else field(name)}\n")
    text = "".join(lines) + '"@signature-params": ' + match[1]
    ensure(fits(key, text.encode(), signature), "bad-signature")
    if not get:
        expected = base64.b64encode(hashlib.sha256(body).digest()).decode()
        ensure(field("content-digest") == f"sha-256=:{expected}:", "digest-mismatch")
    if case["now"] is not None:
        age = case["now"] - int(params["created"])
        ensure(age <= case["window"], "too-old")
        ensure(age >= -case["window"], "too-new")
    return "good"


def verdict(case):
    try:
        return check(case)
    except Refused as refused:
        return str(refused)


def main():
    with open(sys.argv[1], encoding="utf-8") as vectors:
        cases = [json.loads(line) for line in vectors]
    wrong = 0
    for case in cases:
        found = verdict(case)
        if found != case["verdict"]:
            wrong += 1
            print(f"{case['name']}: {found}, expected {case['verdict']}")
    print(f"{len(cases)} messages, {len(cases) - wrong} verdicts as expected")
    sys.exit(1 if wrong else 0)


main()
