"""SSHSIG signatures as docs/formats/signatures.md describes them, for the verifiers beside it.

Written apart from the program, with nothing but the standard library.
"""

import base64
import hashlib

from ed25519 import fits
from lines import Refused, ensure

BEGIN, END = "-----BEGIN SSH SIGNATURE-----\n", "-----END SSH SIGNATURE-----\n"


def strings(octets, count):
    """Octets as that many strings, each after its length."""
    found = []
    for _ in range(count):
        length = int.from_bytes(octets[:4], "big")
        ensure(len(octets) >= 4 + length, "an octet too few")
        found.append(octets[4:4 + length])
        octets = octets[4 + length:]
    ensure(not octets, "an octet too many")
    return found


def string(octets):
    return len(octets).to_bytes(4, "big") + octets


def blob(public):
    """The octets of a key, from the 32 that are its point."""
    return string(b"ssh-ed25519") + string(public)


def opened(armor):
    """The key, the namespace and the signature's 64 octets that an armor holds."""
    ensure(armor.startswith(BEGIN) and armor.endswith(END), "armor")
    body = armor[len(BEGIN):-len(END)]
    try:
        octets = base64.b64decode(body.replace("\n", ""), validate=True)
    except ValueError:
        raise Refused("base64") from None
    text = base64.b64encode(octets).decode()
    ensure(body == "".join(text[at:at + 70] + "\n" for at in range(0, len(text), 70)), "a second encoding")
    ensure(octets[:10] == b"SSHSIG\0\0\0\x01", "magic")
    key, namespace, reserved, hash, signed = strings(octets[10:], 5)
    ensure(reserved == b"" and hash == b"sha512", "hash")
    (kind, public), (algorithm, raw) = strings(key, 2), strings(signed, 2)
    ensure(kind == algorithm == b"ssh-ed25519" and len(public) == 32 and len(raw) == 64, "algorithm")
    return key, namespace.decode("ascii", "replace"), raw


def verify(armor, namespace, key, text):
    """Refuses unless this key signed this text for this purpose."""
    used, purpose, raw = opened(armor)
    ensure(purpose == namespace, "namespace")
    ensure(used == key, "another key")
    digest = hashlib.sha512(text).digest()
    framed = b"SSHSIG" + string(namespace.encode()) + string(b"") + string(b"sha512") + string(digest)
    ensure(fits(strings(key, 2)[1], framed, raw), "the signature does not fit")
