"""Judges a pack of evidence as docs/formats/pack.md describes it: its files by the manifest, the station's signature, the versions of roster
and policy that one from elsewhere vouches for, and how the order stands by the newest version that a text about it names.

Written apart from the program, with nothing but the standard library.
"""

import hashlib
import re
import zipfile

import guards
import judged
import sshsig
import standing
from lines import DIGEST, Refused, ensure
from people import in_role


def opened(path):
    """The files of a pack by their names, each with the digest that the manifest says, and the manifest."""
    with zipfile.ZipFile(path) as archive:
        names = archive.namelist()
        ensure(len(set(names)) == len(names), "a name twice")
        files = {name: archive.read(name) for name in names}
    ensure("MANIFEST" in files, "no manifest")
    lines = files["MANIFEST"].decode().split("\n")
    ensure(lines[0] == "# itmo-pack/v1", "no manifest of a pack")
    named = dict(reversed(found.groups()) for found in (re.fullmatch(rf"({DIGEST})  (.+)", line) for line in lines) if found)
    ensure(set(named) == set(files) - {"MANIFEST", "MANIFEST.sig"}, "the manifest names other files")
    for name, digest in named.items():
        ensure(hashlib.sha256(files[name]).hexdigest() == digest, f"{name}: it was changed")
    return files


def head(files, key):
    """What the manifest says of the pack."""
    found = re.search(rf"^# {key}: (.+)$", files["MANIFEST"].decode(), re.M)
    ensure(found, key)
    return found[1]


def beside(files, name):
    return [files[other].decode() for other in sorted(files) if other.startswith(name + ".") and other.endswith(".sig")]


def officers(roster, octets, signatures, namespace, at):
    """The security officers of a roster whose signatures hold."""
    found = set()
    for armor in signatures:
        key, purpose, _ = sshsig.opened(armor)
        person = roster["keys"].get(key, (None,))[0]
        if purpose == namespace and person and in_role(roster, person, "security-officer", at):
            sshsig.verify(armor, namespace, key, octets)
            found.add(person)
    return found


def chain(anchor, brought, vouch):
    """Every version that is believed with this one, ascending: those before it by their digests, those after it by their officers."""
    versions = [anchor]
    by_digest = {version["edition"]: version for version, *_ in brought}
    while previous := versions[0]["previous"]:
        before = by_digest.get(f"v{versions[0]['version'] - 1} sha256:{previous}")
        if before is None:
            break
        versions.insert(0, before)
    while True:
        last = versions[-1]
        follows = lambda it: it[0]["version"] == last["version"] + 1 and f"v{last['version']} sha256:{it[0]['previous']}" == last["edition"]  # noqa: E731
        after = next((it for it in brought if follows(it) and vouch(last, *it)), None)
        if after is None:
            return versions
        versions.append(after[0])


def read(octets, reader):
    """A version with the digest of the one before it."""
    found = reader(octets)
    previous = re.search(rf"^previous: sha256:({DIGEST})$", octets.decode(), re.M)
    return found | {"previous": previous and previous[1]}


def brought(files, kind, reader):
    """The versions in the pack, each with its octets and the signatures beside it."""
    names = [name for name in files if name == f"{kind}.txt" or re.fullmatch(rf"{'policies' if kind == 'policy' else kind + 's'}/\d+\.txt", name)]
    return [(read(files[name], reader), files[name], beside(files, name)) for name in sorted(names)]


def newest(versions, papers, kind):
    """The newest version that one of the texts names, knowing those before it."""
    named = {paper.says[kind] for paper in papers}
    at = max((at for at, version in enumerate(versions) if version["edition"] in named), default=None)
    ensure(at is not None, f"no {kind} that is believed is named")
    return versions[at] | {"earlier": {version["edition"] for version in versions[:at]}}


def judge(path, roster_octets, actions):
    """How the order in a pack stands, and by which versions. Refuses at the first thing that does not hold, with the file it is in."""
    files = opened(path)
    of_policy = lambda octets: guards.policy(octets, actions)  # noqa: E731
    anchor = read(roster_octets, guards.roster)
    signed = lambda purpose: lambda last, new, octets, signatures: (  # noqa: E731
        len(officers(last, octets, signatures, purpose, new["valid"][0])) >= 2
        and len(officers(new, octets, signatures, purpose, new["valid"][0])) >= 2)
    rosters = chain(anchor, brought(files, "roster", guards.roster), signed("itmo-roster@v1"))
    policies = brought(files, "policy", of_policy)
    by_any = lambda last, new, octets, signatures: any(  # noqa: E731
        len(officers(roster, octets, signatures, "itmo-policy@v1", new["valid"][0])) >= 2 for roster in rosters)
    policies = chain(max((version for version, *_ in policies), key=lambda version: version["version"]), policies, by_any)
    station = rosters[-1]["stations"].get(head(files, "station"))
    ensure(station, "MANIFEST: a station that the roster does not have")
    sshsig.verify(files["MANIFEST.sig"].decode(), "itmo-pack@v1", station[0], files["MANIFEST"])
    papers = {}
    for name in sorted(name for name in files if re.fullmatch(r"order/(order|statement-\d+)\.txt", name)):
        try:
            paper = judged.Paper({"text": files[name].decode(), "signatures": beside(files, name)})
            roster = next((it for it in rosters if it["edition"] == paper.says["roster"]), None)
            ensure(roster, "made under a roster that nobody vouches for")
            standing.is_signed(paper, roster)
        except Refused as why:
            raise Refused(f"{name}: {why}") from None
        papers[name] = paper
    order, words = papers.pop("order/order.txt"), list(papers.values())
    rules = newest(rosters, [order, *words], "roster"), newest(policies, [order, *words], "policy")
    stands = standing.of_signed(order, words, [order], rules, None)
    return f"{stands}; judged by roster v{rules[0]['version']} and policy v{rules[1]['version']}"
