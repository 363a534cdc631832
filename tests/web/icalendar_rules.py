"""What RFC 5545 asks of a file as such, looked at byte by byte and without the library that made
it.
"""

import re

LINE_BYTES = 75
NAME = re.compile(rb"^[A-Z0-9-]+(;[A-Z0-9-]+=[^;:]+)*:")
ONCE = {
    "VCALENDAR": (b"VERSION", b"PRODID"),
    "VEVENT": (b"UID", b"DTSTAMP", b"DTSTART", b"SUMMARY"),
    "VALARM": (b"ACTION", b"TRIGGER", b"DESCRIPTION"),
}


def complaints(content: bytes) -> list[str]:
    """Return what is wrong with an iCalendar file; nothing where it keeps the rules."""
    found = [*about_lines(content)]
    lines = re.sub(rb"\r\n[ \t]", b"", content).split(b"\r\n")[:-1]
    found += [f"no content line: {line!r}" for line in lines if not NAME.match(line)]
    open_parts: list[tuple[str, list[bytes]]] = []
    for line in lines:
        name = re.split(rb"[;:]", line, maxsplit=1)[0]
        value = line.partition(b":")[2].decode()
        if name == b"BEGIN":
            open_parts.append((value, []))
        elif name == b"END":
            part, names = open_parts.pop()
            assert part == value
            wanted = ONCE.get(part, ())
            found += [f"{part} without {each!r}" for each in wanted if names.count(each) != 1]
        else:
            open_parts[-1][1].append(name)
    return found + ["not closed" for _ in open_parts]


def about_lines(content: bytes) -> list[str]:
    """Return what is wrong with how lines end and how long they are."""
    found = [] if content.endswith(b"END:VCALENDAR\r\n") else ["does not end as a calendar"]
    if re.search(rb"(?<!\r)\n|\r(?!\n)", content):
        found.append("a line that ends without CRLF")
    long = [line for line in content.split(b"\r\n") if len(line) > LINE_BYTES]
    return found + [f"longer than {LINE_BYTES} bytes: {line!r}" for line in long]
