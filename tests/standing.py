"""Judges how an order stands after everything that was said about it: who counts and who does not, how many are needed, what has ended it,
and whether it may be carried out. The rules are those of docs/formats/order.md, statement.md and policy.md.

Written apart from the program, with nothing but the standard library. A policy's working days are reckoned with the time zones of the
system: where it has none (on Debian they are the package tzdata), nothing is judged, and that is said.
"""

import datetime
import sys
import zoneinfo

import guards
import orders
from lines import ensure
from people import acts_as, at_station, by_person, holds, stands

NAMESPACES = {
    "approve": "itmo-approve@v1", "withdraw-approval": "itmo-approve@v1", "reject": "itmo-reject@v1", "stop": "itmo-reject@v1",
    "withdraw": "itmo-withdraw@v1", "release": "itmo-release@v1",
}
ENDS = {"reject": "rejected", "withdraw": "withdrawn", "stop": "stopped"}
HOUR, DAY = datetime.timedelta(hours=1), datetime.timedelta(days=1)


def may_say(kind, action):
    """The roles that may say it."""
    guarding = action == "resume-link"
    return {
        "approve": ["security-officer" if guarding else "approver"],
        "withdraw-approval": ["security-officer" if guarding else "approver"],
        "withdraw": ["security-officer" if guarding else "initiator"],
        "reject": ["approver", "releaser", "security-officer"],
        "stop": ["approver", "initiator", "releaser", "security-officer", "support"],
        "release": ["releaser"],
    }[kind]


def written(moment):
    """A time as it is written, with a fraction only if it has one."""
    fraction = f".{moment.microsecond:06}".rstrip("0") if moment.microsecond else ""
    return f"{moment:%Y-%m-%dT%H:%M:%S}{fraction}Z"


def zone(name):
    try:
        return zoneinfo.ZoneInfo(name)
    except zoneinfo.ZoneInfoNotFoundError:
        sys.exit(f"this system's time zones have no {name}; install them (on Debian: apt-get install tzdata) and ask again")


class Calendar:
    """The registry's days, by its own clock. Times are UTC without a zone."""

    def __init__(self, policy):
        self.zone, self.worked, self.holidays = zone(policy["zone"]), policy["worked"], policy["holidays"]
        self.hours = policy["hours"]

    def civil(self, at):
        return at.replace(tzinfo=datetime.timezone.utc).astimezone(self.zone).replace(tzinfo=None)

    def moment(self, day, minutes):
        civil = datetime.datetime.combine(day, datetime.time(), self.zone) + datetime.timedelta(minutes=minutes)
        return civil.astimezone(datetime.timezone.utc).replace(tzinfo=None)

    def is_worked(self, day):
        return guards.WEEK[day.weekday()] in self.worked and day.isoformat() not in self.holidays

    def noon(self, at, places):
        """Noon of a working day after that of a time."""
        day = self.civil(at).date()
        while places:
            day += DAY
            places -= self.is_worked(day)
        return self.moment(day, 12 * 60)

    def cooled(self, rule, approved):
        if rule == "none":
            return approved
        if rule.endswith("h"):
            return approved + int(rule[:-1]) * HOUR
        civil = self.civil(approved)
        return self.noon(approved, 1 if self.is_worked(civil.date()) and civil.hour < 12 else 2)

    def opens(self, at):
        """When orders are carried out: then, or when the hours begin."""
        if self.hours is None:
            return at
        day = self.civil(at).date()
        while True:
            begins, ends = (self.moment(day, minutes) for minutes in self.hours)
            if self.is_worked(day) and at < ends:
                return max(begins, at)
            day += DAY


def requirements(policy, order):
    """Of all bands that fit, the strictest of each demand; without the fields and the document that the order does not have."""
    fitting = [band for band in policy["bands"]
               if band["action"] in ("any", order["action"]) and band["from"] <= order["quantity"]]
    decides, moves = order["action"] in orders.DECISIONS, order["action"] not in orders.ACTS
    if moves:
        has = {"quantity", "acquiring-account", "units"}
        has |= {"acquiring-registry"} if order["action"] in orders.ELSEWHERE else set()
    else:
        has = {"quantity", "acquiring-account", "units", "subject"} if decides else {"subject"}
    own_copy = any(band["own-copy"] for band in fitting)
    ensure(order["document"] or not own_copy or not decides, "a decision without the document that is compared")
    return {
        "approvals": max(band["approvals"] for band in fitting), "rekey": set().union(*(band["rekey"] for band in fitting)) & has,
        "own-copy": own_copy and order["document"], "release": any(band["release"] for band in fitting),
        "cooling-off": {band["cooling-off"] for band in fitting},
    }


class Case:
    """An order, what is asked for it, and the time it is judged for."""

    def __init__(self, paper, asked, rules, now):
        self.paper, self.order, self.asked, self.now = paper, paper.says, asked, now
        self.roster, self.policy = rules
        self.calendar = Calendar(self.policy)

    def cooled_since(self, approved):
        return max(self.calendar.cooled(rule, approved) for rule in self.asked["cooling-off"])

    def latest_end(self, made):
        """What was made then lives so long, and another life where it must wait."""
        last = made + self.policy["life"] * HOUR
        ready = self.calendar.opens(self.cooled_since(last))
        return ready + self.policy["life"] * HOUR if ready > last else last

    def agrees(self, word, role):
        """Refuses unless an approval or a release counts."""
        said, order = word.says, self.order
        ensure(said["person"] != order["person"], "the initiator")
        stands_in = [row for row in self.roster["deputies"] if row[:2] == (said["person"], order["person"]) and holds(row[3], self.now)]
        ensure(not stands_in, "a deputy of the initiator")
        ensure(not self.policy["different-stations"] or said["station"] != order["station"], "the initiator's station")
        stands(word, role, NAMESPACES[said["kind"]], self.roster, self.policy, self.now)
        ensure(self.asked["rekey"] <= said["rekeyed"], "a field that was not typed again")
        ensure(not self.asked["own-copy"] or said["own-copy"], "the document was not compared")
        ensure(self.now < min(said["until"], self.latest_end(said["made"])), "an approval whose time is over")

    def lessens(self, word, made):
        """Refuses unless what takes risk away is by somebody who may."""
        said = word.says
        roles = may_say(said["kind"], self.order["action"])
        ensure(any(acts_as(self.roster, said["person"], role, made) for role in roles), "no such role")
        by_person(self.roster, word, NAMESPACES[said["kind"]], [made])

    def approvals(self, words):
        """Who approves, and since when: of each person the last word counts, by its number."""
        approver = may_say("approve", self.order["action"])[0]
        last = {}
        for word in words:
            said = word.says
            if said["kind"] == "approve":
                self.agrees(word, approver)
            elif said["kind"] == "withdraw-approval":
                self.lessens(word, said["made"])
            else:
                continue
            before = last.get(said["person"])
            if before is None:
                last[said["person"]] = word
                continue
            older, newer = (before, word) if before.says["seq"] < said["seq"] else (word, before)
            ensure(newer.says["kind"] == "withdraw-approval", "a person counts once")
            last[said["person"]] = newer
        for word in last.values():
            twins = [other for other in words if (other.says["person"], other.says["seq"]) == (word.says["person"], word.says["seq"])]
            ensure(len(twins) == 1 or word.says["kind"] != "approve", "two words with one number")
        return {person: word.says["made"] for person, word in last.items() if word.says["kind"] == "approve"}

    def end(self, words):
        """What one person ended it with, if somebody did."""
        ends = [word for word in words if word.says["kind"] in ENDS]
        for word in ends:
            ensure(word.says["kind"] != "withdraw" or word.says["person"] == self.order["person"], "not the initiator")
            self.lessens(word, min(word.says["made"], self.now))
        ensure(len(ends) < 2, "it had ended already")
        return ends[0].says if ends else None

    def released(self, words, approvals, cooled):
        """Whether a third person released it after the cooling-off."""
        releases = [word for word in words if word.says["kind"] == "release"]
        for word in releases:
            self.agrees(word, "releaser")
            ensure(word.says["person"] not in approvals, "who approved does not release")
            ensure(cooled is not None and word.says["made"] >= cooled, "released before the cooling-off was over")
        return bool(releases)

    def how(self, words, superseded):
        """How it stands, and who approved."""
        approvals = self.approvals(words)
        needed = self.asked["approvals"]
        times = sorted(approvals.values())
        cooled = max(self.cooled_since(times[needed - 1]), self.order["begins"]) if len(times) >= needed else None
        released = self.released(words, approvals, cooled)
        end = self.end(words)
        expires = min(self.order["until"], self.latest_end(max(self.order["made"], self.order["begins"])))
        opens = self.calendar.opens(self.now)
        one_more = self.policy["outside"] == "one-more-approval" and len(approvals) > needed
        if end:
            said = f"{ENDS[end['kind']]} by {end['person']} because: {end['reason']}"
        elif superseded:
            said = "superseded"
        elif self.now >= expires:
            said = f"expired since {written(expires)}"
        elif cooled is None:
            said = "waiting"
        elif self.now < cooled:
            said = f"cooling until {written(cooled)}"
        elif self.asked["release"] and not released:
            said = "unreleased"
        elif self.now < opens and not one_more:
            said = f"approved, carried out from {written(opens)}"
        else:
            said = "approved"
        by = f" by {', '.join(approvals)}" if approvals else ""
        return f"{said}; {len(approvals)} of {needed} approvals{by}"


def is_signed(word, roster):
    """Refuses unless an order or a statement bears its person's signature and its station's, by the roster that it names."""
    namespace = NAMESPACES[word.says["kind"]] if "kind" in word.says else "itmo-initiate@v1"
    by_person(roster, word, namespace, [word.says["made"]])
    at_station(roster, word, [word.says["made"]])


def judge(paper, words, papers, rules, at):
    """How an order stands among the others that were given. Refuses when it is none, or when a word about it does not count."""
    for word in [paper, *words]:
        ensure(word.says["roster"] == rules[0]["edition"], "another roster")
        is_signed(word, rules[0])
    return of_signed(paper, words, papers, rules, at)


def of_signed(paper, words, papers, rules, at):
    """The same of texts whose signatures were judged."""
    roster, policy = rules
    order = paper.says
    about = [word for word in words if word.says["of"] == order["sha256"]]
    now = at or max(word.says["made"] for word in [paper, *about])
    ensure(order["place"] == roster["place"] == policy["place"], "for another registry")
    initiating = "security-officer" if order["action"] == "resume-link" else "initiator"
    stands(paper, initiating, "itmo-initiate@v1", roster, policy, now)
    superseded = any(other.says["supersedes"] == order["id"] for other in papers)
    return Case(paper, requirements(policy, order), rules, now).how(about, superseded)
