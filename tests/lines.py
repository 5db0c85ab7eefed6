"""The form of every text that is signed, as docs/formats describes it: lines of keys and values, for the verifiers beside it.

Written apart from the program, with nothing but the standard library.
"""

import datetime
import re
import unicodedata

NUMBER = r"0|[1-9]\d{0,4}"
GREATEST = 2**64 - 1
DIGEST = r"[0-9a-f]{64}"
PARTY, REGISTRY, ACCOUNT = r"[A-Z]{3}", r"[A-Z]{3}\d\d", r"[A-Za-z0-9./_-]{1,64}"
PERSON, STATION = r"[a-z0-9.-]{1,32}", r"[A-Z0-9-]{1,16}"
ENVIRONMENT = "production|test|practice"
VERSION = rf"v[1-9]\d{{0,9}} sha256:{DIGEST}"
TIME = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ"
NUMBERED = r"[1-9]\d{3}-(?!0{6}(?!\d))(?:\d{6}|[1-9]\d{6,8})"
TRANSFER = rf"{REGISTRY}-{NUMBERED}"
YEAR = r"20(?:2[1-9]|[3-9]\d)|2[1-9]\d\d|[3-9]\d{3}"
RUN = re.compile(rf"(CA\d{{4}})-({REGISTRY})-({PARTY})-([1-9]\d*)-([1-9]\d*)-({YEAR})", re.ASCII)
AUTHORIZATION = r"[A-Za-z0-9./-]+(?: [A-Za-z0-9./-]+)*"


class Refused(Exception):
    pass


def ensure(condition, why):
    if not condition:
        raise Refused(why)


def matches(pattern, text):
    """A text as a whole against a pattern, in which digits are those of ASCII alone."""
    return re.fullmatch(pattern, text, re.ASCII)


# What may be shown as it is. Blocks that run from right to left, can't be seen, melt into others or imitate the screen are refused.
HIDDEN = [
    (0x034F, 0x034F), (0x115F, 0x1160), (0x17B4, 0x17B5), (0x180B, 0x180F), (0x3164, 0x3164), (0xFE00, 0xFE0F), (0xFFA0, 0xFFA0),
    (0xE0000, 0xE0FFF), (0x590, 0x8FF), (0xFB1D, 0xFDFF), (0xFE70, 0xFEFF), (0x10800, 0x10FFF), (0x1E800, 0x1EFFF),
    (0x1100, 0x11FF), (0xA960, 0xA97F), (0xD7B0, 0xD7FF), (0xFF9E, 0xFF9F), (0x1F1E6, 0x1F1FF), (0x1F3FB, 0x1F3FF),
    (0x27E6, 0x27E7), (0x301A, 0x301B), (0x2500, 0x259F), (0x1FB00, 0x1FBFF), (0x2800, 0x2800), (0xFFFC, 0xFFFD), (0x1D400, 0x1D7FF),
]


def showable(text):
    """Whether one line of prose is shown as it is."""
    marks = 0
    for c in text:
        kind = unicodedata.category(c)
        if any(first <= ord(c) <= last for first, last in HIDDEN):
            return False
        if kind[0] == "M" and (marks == 0 or kind == "Me" or unicodedata.combining(c) == 1):
            return False
        if c != " " and kind[0] not in "LMNPS":
            return False
        marks = marks - 1 if kind[0] == "M" else 2 if kind[0] == "L" else 0
    return unicodedata.is_normalized("NFC", text) and text == text.strip(" ") and "  " not in text


class Lines:
    """A text, key by key."""

    def __init__(self, octets, magic, most=16384):
        ensure(len(octets) <= most, "too long")
        try:
            text = octets.decode("utf-8", "strict")
        except UnicodeDecodeError:
            raise Refused("not UTF-8") from None
        ensure(text.endswith("\n"), "no LF at the end")
        self.lines = text[:-1].split("\n")
        ensure(self.lines.pop(0) == magic, "magic")

    def value(self, key):
        ensure(self.lines, f"{key} is missing")
        line = self.lines.pop(0)
        ensure(line.startswith(f"{key}: "), f"another key than {key}")
        value = line[len(key) + 2:]
        ensure(value, key)
        return value

    def prose(self, key):
        value = self.value(key)
        ensure(len(value.encode()) <= 4096 and showable(value), f"{key} can't be shown")
        return value

    def take(self, key, pattern):
        value = self.value(key)
        ensure(matches(pattern, value), key)
        return value

    def whole(self, key, least=0, most=GREATEST):
        """A number within bounds."""
        number = int(self.take(key, r"0|[1-9]\d{0,19}"))
        ensure(least <= number <= most, key)
        return number

    def numbered(self, stem, take):
        count = int(self.take(f"{stem}-count", NUMBER))
        return [take(f"{stem}-{place + 1}") for place in range(count)]

    def time(self, key):
        return moment(self.take(key, ".+"))

    def end(self):
        ensure(not self.lines, "a line too many")


def moment(text):
    """The time that a text names."""
    ensure(matches(TIME, text), "a time")
    try:
        return datetime.datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ")
    except ValueError:
        raise Refused("a time") from None


def ascending(values, key):
    ensure(all(one < next for one, next in zip(values, values[1:])), f"{key} is not in ascending order")
