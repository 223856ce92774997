#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Holds the sources to the architecture: who may include whom, and how a file looks.

    architecture.py [ROOT]

Prints one line per breach, `file:line: what`, and exits 1 if there is any. The tables below are the
architecture; an exception is a line in DEBT with its reason, not a pragma in a source.
"""
import fnmatch
import os
import re
import subprocess
import sys

# Rooms and what their files may include, besides their own files and the system. A longer prefix
# wins over a shorter one.
ALLOWED = {
    "model/base": [],
    "model/json": [],
    "model/event": ["model/base"],
    "model/query": ["model/base", "model/event"],
    "model/store": ["model/base", "model/event", "model/query"],
    "model/analysis": ["model/base", "model/event"],
    "model/pipeline": ["model/base", "model/event", "model/store"],
    "model/sources": ["model/base", "model/event", "model/pipeline", "model/sources/wire", "probes/wire"],
    # What live sources and dump files translate from the probes' words with.
    "model/sources/wire": ["model/event", "probes/wire"],
    "model/sources/files": ["model/base", "model/json", "model/event", "model/sources/wire", "probes/wire"],
    "model/metrics": ["model/base", "model/event"],
    "model/export": ["model/base", "model/json", "model/event", "model/query", "model/store"],
    "model/verdict": ["model/base", "model/event", "model/query", "model/store"],
    "model/control": ["model/base", "model/event", "model/query", "model/store", "model/pipeline"],
    "model/session": ["model"],
    "probes/wire": [],
    "probes/include": [],
    "probes/src": ["probes/wire", "probes/include"],
    "probes/adapters": ["probes/include"],
    "probes/metrics": ["probes/include"],
    "probes/demo": ["probes/include"],
    "app/bridge": ["model"],
    "app/models": ["model", "app/bridge", "app/shell/theme"],
    # A view knows the window's theme, never its shell; views/*.h is the contract between the two.
    "app/views": ["model", "app/bridge", "app/models", "app/shell/theme"],
    "app/shell": ["model", "app/bridge", "app/models", "app/views", "app/shell/theme"],
    # Colours, marks and number formats: below everything else of the window.
    "app/shell/theme": ["model/base", "model/event"],
    "app/cli": ["model", "probes/demo", "probes/include"],
    "app": ["model", "app"],
}

# Rooms of the window that siblings may include; any other app/views/<a> keeps off app/views/<b>.
SHARED_VIEWS = ["app/views/parts", "app/views/hover"]

# Third-party headers and the only files that may include them.
ADAPTERS = {
    r"zmq": ["model/sources/*_socket.cpp", "probes/src/zmq_*.cpp", "probes/demo/*_socket.cpp"],
    r"sqlite3": ["model/store/sqlite/*.cpp", "model/store/sqlite/extension/*"],
    r"lz4": ["model/store/packed_block.cpp", "probes/wire/compress.cpp"],
    r"zstd": ["model/store/packed_block.cpp", "model/sources/files/unpack.cpp"],
    r"zlib": ["model/sources/files/unpack.cpp"],
    r"simdjson": ["model/json/json.cpp", "model/json/json_stream.cpp"],
    r"prometheus/": ["model/metrics/exporter.cpp", "probes/metrics/*.cpp"],
    r"re2/": ["model/query/regex.cpp"],
    r"microhttpd|curl/|librdkafka|amqp": [],
}

QT = re.compile(r"^(Q[A-Z]|Qt[A-Z]|q[a-z]+\.h$)")
WIDGETS = re.compile(r"^(QtWidgets|QWidget|QApplication|QMainWindow|QDialog|QMessageBox)\b")
INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]')
SOURCE = (".h", ".hpp", ".cpp", ".c")
SPDX = "SPDX-License-Identifier: Apache-2.0"
SPDX_FILES = SOURCE + (".cmake", ".py", ".sh", "CMakeLists.txt")
BANNED = re.compile(r"\b(?:class|struct|namespace)\s+(?:\w+::)*(\w*(?:Manager|Helper|Helpers|Utils|Common|Misc))\b")
MOST_LINES = 600

# file -> reason. Empty is the goal.
DEBT = {}


def tracked(root):
    """Files under version control and new ones that are not ignored; every file outside a repository."""
    command = ["git", "-C", root, "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listing = subprocess.run(command, capture_output=True, check=False)
    if listing.returncode == 0:
        names = [name for name in listing.stdout.decode().split("\0") if name]
        return sorted(name for name in set(names) if os.path.isfile(os.path.join(root, name)))
    found = []
    for folder, _, names in os.walk(root):
        found += [os.path.relpath(os.path.join(folder, name), root) for name in names]
    return sorted(found)


def inside(path, folder):
    return path == folder or path.startswith(folder + "/")


def room_of(path):
    rooms = [room for room in ALLOWED if inside(path, room)]
    return max(rooms, key=len) if rooms else None


def resolve(path, target, root):
    """The included file as a path in the repository, or None for a foreign one."""
    beside = os.path.normpath(os.path.join(os.path.dirname(path), target))
    # Public probe headers are included as installed: "rheo/probe.hpp".
    for candidate in (target, beside, os.path.join("probes/include", target)):
        if os.path.isfile(os.path.join(root, candidate)):
            return candidate
    # A misspelt or generated file of our own still says where it would live.
    return target if target.split("/")[0] in ("app", "model", "probes") else None


def check_own(path, room, target):
    other = room_of(target)
    if other == room and not inside(path, "app/views"):
        return None
    if inside(path, "app/views") and inside(target, "app/views"):
        return check_view(path, target)
    if any(inside(target, allowed) for allowed in ALLOWED[room]):
        return None
    if other == room:
        return None
    return f"{room} must not include {other or os.path.dirname(target)} ({target})"


def check_view(path, target):
    mine = "/".join(path.split("/")[:3])
    theirs = "/".join(target.split("/")[:3])
    if mine == theirs or theirs == target or theirs in SHARED_VIEWS:
        return None
    # The factory of views at the top names them all.
    return None if mine == path else f"view {mine} must not include its sibling {theirs}"


def check_foreign(path, room, target):
    for headers, adapters in ADAPTERS.items():
        if re.match(headers, target) and not any(fnmatch.fnmatch(path, a) for a in adapters):
            where = ", ".join(adapters) or "nowhere yet"
            return f"<{target}> is included only in: {where}"
    if room.startswith(("model", "probes")) and QT.match(target):
        return f"no Qt in {room} (<{target}>)"
    if room in ("app/bridge", "app/cli", "app/models") and WIDGETS.match(target):
        return f"no widgets in {room} (<{target}>)"
    return None


def check_includes(path, lines, root):
    room = room_of(path)
    if room is None:
        return
    for number, line in enumerate(lines, 1):
        match = INCLUDE.match(line)
        if not match:
            continue
        target = resolve(path, match.group(2), root)
        breach = check_own(path, room, target) if target else check_foreign(path, room, match.group(2))
        if breach:
            yield number, breach


def check_shape(path, lines):
    if path.endswith(SPDX_FILES):
        first = 1 if lines and lines[0].startswith("#!") else 0
        if len(lines) <= first or SPDX not in lines[first]:
            yield first + 1, f"the first line says {SPDX}"
    if not path.endswith(SOURCE):
        return
    if len(lines) > MOST_LINES:
        yield MOST_LINES, f"{len(lines)} lines; a file has at most {MOST_LINES}"
    if path.endswith((".h", ".hpp")) and not any("#pragma once" in line or "#ifndef" in line or "#if !defined(" in line for line in lines):
        yield 1, "a header starts with #pragma once"
    for number, line in enumerate(lines, 1):
        match = BANNED.search(line.split("//")[0])
        if match:
            yield number, f"'{match.group(1)}' says nothing about what it does: name its purpose"


def check_build(path, lines):
    """Rooms without Qt do not link it either."""
    if os.path.basename(path) != "CMakeLists.txt" or not path.startswith(("model/", "probes/")):
        return
    for number, line in enumerate(lines, 1):
        if re.search(r"\bQt\d?::|find_package\(Qt", line.split("#")[0]):
            yield number, "no Qt in model/ and probes/"


def main():
    root = os.path.abspath(sys.argv[1] if len(sys.argv) > 1 else os.path.join(os.path.dirname(__file__), "../.."))
    breaches = files = 0
    for path in tracked(root):
        if not path.endswith(SPDX_FILES):
            continue
        files += 1
        with open(os.path.join(root, path), encoding="utf-8", errors="replace") as source:
            lines = source.read().splitlines()
        if path in DEBT:
            continue
        found = list(check_shape(path, lines)) + list(check_build(path, lines))
        if path.endswith(SOURCE):
            found += check_includes(path, lines, root)
        for number, breach in sorted(found):
            print(f"{path}:{number}: {breach}")
        breaches += len(found)
    print(f"architecture: {files} files, {breaches} breaches", file=sys.stderr)
    return 1 if breaches or not files else 0


if __name__ == "__main__":
    sys.exit(main())
