"""The form of every text that is signed, as docs/formats describes it: lines of keys and values, for the verifiers beside it.

Written apart from the program, with nothing but the standard library.
"""

import datetime
import re
import unicodedata

NUMBER = r"0|[1-9]\d{0,4}"


class Refused(Exception):
    pass


def ensure(condition, why):
    if not condition:
        raise Refused(why)


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
        ensure(not octets.startswith(b"\xef\xbb\xbf"), "byte order mark")
        try:
            text = octets.decode("utf-8", "strict")
        except UnicodeDecodeError:
            raise Refused("not UTF-8") from None
        ensure(text.endswith("\n"), "no LF at the end")
        self.lines = text[:-1].split("\n")
        ensure(all(unicodedata.category(c) != "Cc" for line in self.lines for c in line), "control character")
        ensure(self.lines.pop(0) == magic, "magic")

    def prose(self, key):
        ensure(self.lines, f"{key} is missing")
        line = self.lines.pop(0)
        ensure(line.startswith(f"{key}: "), f"another key than {key}")
        value = line[len(key) + 2:]
        ensure(value and value == value.strip(" ") and "  " not in value and len(value.encode()) <= 4096, key)
        ensure(showable(value), f"{key} can't be shown")
        return value

    def take(self, key, pattern):
        value = self.prose(key)
        ensure(value.isascii() and re.fullmatch(pattern, value), key)
        return value

    def numbered(self, stem, take):
        count = int(self.take(f"{stem}-count", NUMBER))
        return [take(f"{stem}-{place + 1}") for place in range(count)]

    def time(self, key):
        value = self.take(key, r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
        try:
            return datetime.datetime.strptime(value, "%Y-%m-%dT%H:%M:%SZ")
        except ValueError:
            raise Refused(key) from None

    def end(self):
        ensure(not self.lines, "a line too many")


def ascending(values, key):
    ensure(all(one < next for one, next in zip(values, values[1:])), f"{key} is not in ascending order")
