"""The files that checks look at."""

import functools
import os
import pathlib
import re
import shutil

NOT_OURS = {".git", "build", "node_modules", "__pycache__"}


class Skipped(Exception):
    """A check cannot run here; the text says why."""


class Tree:
    """The project's files under one root."""

    def __init__(self, root):
        self.root = pathlib.Path(root)
        self._texts = {}  # path: when it was changed, what it says

    def files(self, *suffixes, under=""):
        """Paths, relative to the root and in order, of the files that end in one of the suffixes (all without any)."""
        found = []
        for folder, folders, names in os.walk(self.root / under):
            folders[:] = [f for f in folders if f not in NOT_OURS]
            found += [(pathlib.Path(folder) / n).relative_to(self.root).as_posix() for n in names]
        return sorted(f for f in found if not suffixes or f.endswith(suffixes))

    def read(self, path):
        file = self.root / path
        known = file.stat().st_mtime_ns
        if self._texts.get(path, (0, ""))[0] != known:
            self._texts[path] = known, file.read_text(encoding="utf-8", errors="replace")
        return self._texts[path][1]

    def scripts(self):
        """Paths of the files without a suffix that start with #!."""
        return [f for f in self.files() if "." not in f.rsplit("/", 1)[-1] and self.read(f).startswith("#!")]

    def copy(self, target):
        """A tree of its own with the same files."""
        shutil.copytree(self.root, target, ignore=lambda _, names: NOT_OURS & set(names))
        return Tree(target)

    def become(self, other):
        """Takes back what differs from `other`, of which this is a copy."""
        for path in set(self.files()) - set(other.files()):
            (self.root / path).unlink()
        for path in other.files():
            mine, theirs = self.root / path, other.root / path
            if not mine.exists() or mine.stat().st_mtime_ns != theirs.stat().st_mtime_ns:
                shutil.copy2(theirs, mine)


def is_test(path):
    return path.endswith(("_test.cc", "_for_test.cc", "_for_test.h"))


# A comment, or a literal that could hold what looks like one.
_CODE = re.compile(
    r'//[^\n]*|/\*.*?\*/|R"(?P<tag>[^(\s]*)\(.*?\)(?P=tag)"|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])+\'', re.S)


@functools.lru_cache(maxsize=None)
def without_comments(code):
    """C++ with its comments blanked; lines keep their numbers."""
    return _CODE.sub(lambda m: re.sub(r"[^\n]", " ", m[0]) if m[0].startswith(("//", "/*")) else m[0], code)


@functools.lru_cache(maxsize=None)
def literals(code):
    """(line, text) of each string literal of C++ code, neighbours joined as the compiler joins them."""
    found, end = [], None
    code = without_comments(code)
    for match in _CODE.finditer(code):
        if match[0].startswith("'"):
            continue
        raw = match[0].startswith("R")
        text = match[0][match[0].index("(") + 1:match[0].rindex(")")] if raw else match[0][1:-1]
        if end is not None and not code[end:match.start()].strip():
            found[-1] = (found[-1][0], found[-1][1] + text)
        else:
            found.append((line_of(code, match.start()), text))
        end = match.end()
    return found


def line_of(text, position):
    return text.count("\n", 0, position) + 1
