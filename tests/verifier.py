"""Reads the texts and signatures that docs/formats describes, and compares its verdicts with the expected ones.

Written apart from the program, with nothing but the standard library. Slow and simple; it is no program for secrets.
The name of a file says what is in it. Use: python3 verifier.py tests/vectors/orders.jsonl tests/vectors/signed.jsonl …
A pack of evidence is judged by a roster from elsewhere: python3 verifier.py --roster roster.txt evidence.zip
"""

import base64
import json
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import contacts  # noqa: E402
import differences  # noqa: E402
import guards  # noqa: E402
import judged  # noqa: E402
import orders  # noqa: E402
import packs  # noqa: E402
import sshsig  # noqa: E402
from lines import Refused  # noqa: E402

ACTIONS = orders.ACTIONS
TEXTS = {
    "orders": orders.order, "statements": orders.statement, "rosters": guards.roster, "policies": lambda octets: guards.policy(octets, ACTIONS),
    "revocations": guards.revocation, "resolutions": differences.resolution, "confirmations": differences.confirmation,
    "reconciliations": differences.reconciliation, "contacts": contacts.bundle, "contact-changes": contacts.change,
    "contact-confirmations": contacts.confirmation,
}


def verdict(kind, case):
    try:
        if kind == "signed":
            key = base64.b64decode(case["signer"].split(" ")[1])
            sshsig.verify(case["signature"], case["namespace"], key, case["text"].encode())
        elif kind == "judged":
            stands = judged.judge(case, ACTIONS)
            return "accepted" if stands == case.get("stands") else f"accepted, and it stands otherwise: {stands}"
        else:
            TEXTS[kind](case["text"].encode() if "text" in case else base64.b64decode(case["octets"]))
    except Refused:
        return "refused"
    return "accepted"


def pack(path, roster):
    """Says how the order of a pack stands, or the first thing that does not hold."""
    with open(roster, "rb") as text:
        try:
            print(f"OK: {packs.judge(path, text.read(), ACTIONS)}")
        except Refused as why:
            sys.exit(f"NOT OK: {why}")


def main():
    if sys.argv[1:2] == ["--roster"]:
        return pack(sys.argv[3], sys.argv[2])
    wrong = 0
    for path in sys.argv[1:]:
        kind = os.path.basename(path).removesuffix(".jsonl")
        with open(path, encoding="utf-8") as vectors:
            cases = [json.loads(line) for line in vectors]
        agreed = 0
        for case in cases:
            found = verdict(kind, case)
            agreed += found == case["verdict"]
            if found != case["verdict"]:
                print(f"{kind}, {case['name']}: {found}, expected {case['verdict']}")
        print(f"{kind}: {len(cases)} vectors, {agreed} verdicts as expected")
        wrong += len(cases) - agreed
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
