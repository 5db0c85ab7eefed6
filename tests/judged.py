"""Judges signed texts together, with a roster and a policy: whose word counts, and how what they are about stands. The rules are those
of docs/formats/order.md, statement.md, resolution.md, revocation.md, contacts.md and reconciliation.md.

Written apart from the program, with nothing but the standard library.
"""

import base64

import contacts
import differences
import guards
import orders
import sshsig
import standing
from lines import ensure, moment
from people import acts_as, at_station, by_person, holds, in_role, stands

READERS = {
    "itmo-order/v1": orders.order, "itmo-statement/v1": orders.statement,
    "itmo-resolution/v1": differences.resolution, "itmo-confirmation/v1": differences.confirmation,
    "itmo-reconciliation/v1": differences.reconciliation, "itmo-revocation/v1": guards.revocation,
    "itmo-contact-change/v1": contacts.change, "itmo-contact-confirmation/v1": contacts.confirmation,
}


class Paper:
    """A text, what it says, and the signatures beside it."""

    def __init__(self, given):
        self.kind = given["text"].split("\n")[0].rstrip("\r")
        ensure(self.kind in READERS, "a text of no kind")
        self.octets = given["text"].encode()
        self.says = READERS[self.kind](self.octets)
        self.signatures = [(armor, *sshsig.opened(armor)[:2]) for armor in given["signatures"]]

    def signed_for(self, namespace):
        """The key of the one signature for this purpose, which fits."""
        found = [(armor, key) for armor, key, purpose in self.signatures if purpose == namespace]
        ensure(len(found) == 1, f"not one signature for {namespace}")
        sshsig.verify(found[0][0], namespace, found[0][1], self.octets)
        return found[0][1]


def revoke(roster, paper):
    """Takes a key out of the roster."""
    said = paper.says
    ensure(said["place"] == roster["place"], "for another registry")
    by_person(roster, paper, "itmo-revoke@v1", [said["made"]])
    of, whose = said["of"].split(":")
    officer = in_role(roster, said["person"], "security-officer", said["made"])
    ensure(officer or (of, whose) == ("person", said["person"]), "no officer, and not their own")
    if of == "person":
        ensure(roster["keys"].get(said["key"], (None,))[0] == whose, "no such key")
        rows, name, stretch = roster["keys"], said["key"], roster["keys"][said["key"]][1]
    else:
        ensure(roster["stations"].get(whose, (None,))[0] == said["key"], "no such key")
        rows, name, stretch = roster["stations"], whose, roster["stations"][whose][1]
    ensure(holds(stretch, said["made"]) and stretch[0] < said["made"], "there is nothing to end")
    rows[name] = (rows[name][0], (stretch[0], said["made"]))


def confirms(paper, resolution, roster, policy, now, before):
    said, of = paper.says, resolution.says
    deputies = [row for row in roster["deputies"] if row[:2] == (said["person"], of["person"]) and holds(row[3], now)]
    ensure(said["person"] != of["person"] and not deputies, "who proposed it")
    ensure(said["person"] not in before, "a person counts once")
    ensure(not policy["different-stations"] or said["station"] != of["station"], "the station of the proposal")
    stands(paper, "approver", "itmo-resolve@v1", roster, policy, now)
    ensure(said["compared"] == of["evidence"], "not all the evidence")
    ensure(now < min(said["until"], of["until"]), "too late")


def declines(paper, roster):
    said = paper.says
    ensure(any(acts_as(roster, said["person"], role, said["made"]) for role in ("initiator", "approver")), "no such role")


def resolution(paper, words, roster, policy, at):
    """How a resolution stands."""
    for word in [paper, *words]:
        ensure(word.says["roster"] == roster["edition"], "another roster")
        by_person(roster, word, "itmo-resolve@v1", [word.says["made"]])
        at_station(roster, word, [word.says["made"]])
    about = [word for word in words if word.says["of"] == paper.says["sha256"]]
    now = at or max(word.says["made"] for word in [paper, *about])
    ensure(paper.says["place"] == roster["place"] == policy["place"], "for another registry")
    stands(paper, "initiator", "itmo-resolve@v1", roster, policy, now)
    confirmed, declined = [], []
    for word in about:
        ensure(word.says["case"] == paper.says["case"], "another case")
        if word.says["kind"] == "confirm":
            confirms(word, paper, roster, policy, now, confirmed)
            confirmed.append(word.says["person"])
        else:
            declines(word, roster)
            declined.append(word.says["person"])
    missing = paper.says["confirmations"] - len(confirmed)
    if declined:
        return f"declined by {declined[0]}"
    if missing <= 0:
        return "agreed"
    if now >= paper.says["until"]:
        return f"expired since {paper.says['until']:%Y-%m-%dT%H:%M:%SZ}"
    return f"waits for {missing} more"


def change(paper, words, roster):
    """Who confirmed a change of contacts."""
    for word in [paper, *words]:
        by_person(roster, word, "itmo-contact@v1", [word.says["made"]])
    ensure(paper.says["place"] == roster["place"], "for another registry")
    ensure(paper.says["through"] not in paper.says["brings"], "through a channel of its own")
    persons = []
    for said in [word.says for word in words if word.says["id"] == paper.says["id"]]:
        ensure(said["of"] == paper.says["sha256"], "another text")
        ensure(said["place"] == paper.says["place"], "for another registry")
        ensure(said["person"] != paper.says["person"], "who proposed it")
        ensure(said["through"] not in paper.says["brings"], "through a channel that it brings")
        persons.append(said["person"])
    return f"confirmed by {', '.join(persons) or 'nobody'}"


def reconciliation(paper, keys):
    """Refuses unless every registry of the run signed the result, and nobody else."""
    ours = {sshsig.blob(base64.urlsafe_b64decode(text + "=")): registry for registry, text in keys.items()}
    signers = set()
    for armor, key, purpose in paper.signatures:
        if purpose == "itmo-snapshot@v1":
            sshsig.verify(armor, purpose, key, paper.octets)
            ensure(key in ours, "signed by a stranger")
            signers.add(ours[key])
    ensure(set(paper.says["registries"]) <= signers, "not signed by every registry")


def judge(case, actions):
    """How what the texts of a vector are about stands; nothing for what merely holds."""
    papers = [Paper(given) for given in case["texts"]]
    of_kind = lambda kind: [paper for paper in papers if paper.kind == f"itmo-{kind}/v1"]  # noqa: E731
    roster = guards.roster(case["roster"].encode()) if "roster" in case else None
    policy = guards.policy(case["policy"].encode(), actions) if "policy" in case else None
    at = moment(case["at"]) if "at" in case else None
    for paper in sorted(of_kind("revocation"), key=lambda paper: paper.says["made"]):
        revoke(roster, paper)
    papers_of_orders = of_kind("order")
    found = [standing.judge(paper, of_kind("statement"), papers_of_orders, (roster, policy), at) for paper in papers_of_orders]
    found += [resolution(paper, of_kind("confirmation"), roster, policy, at) for paper in of_kind("resolution")]
    found += [change(paper, of_kind("contact-confirmation"), roster) for paper in of_kind("contact-change")]
    for paper in of_kind("reconciliation"):
        reconciliation(paper, case["registry-keys"])
    return "\n".join(found) or None
