"""What the project says of itself is true anywhere: no registry's host, no one machine's paths, no command that is not there."""

import pathlib
import re

from _tree import line_of

OWN_PAGE = "tests/checks.d/prose.py"
BINARY = (".png", ".binpb")

# In any file: packages are named, where they come from is the reader's own setting.
HOSTS = r"\b(registry\.npmjs\.org|registry\.yarnpkg\.com|pypi\.org|(deb|security)\.debian\.org|proxy\.golang\.org|(docker|ghcr)\.io)\b"
# In npm's lock files: where a package came from, or whom it asks to fund.
ADDRESSES = r'"(resolved|url|funding)"'
# In documents and contracts: folders of one machine.
PLACES = r"(?<![\w.~}])/(work|root|tmp|home)\b(/|\b)"

COMMAND = re.compile(r"(?<![\w/])\./([\w.-]+(?:/[\w.-]+)*)")
LINK = re.compile(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)")
ADAGIO = re.compile(r"\badagio ([a-z]+)\b")


def check(tree, options):
    for path in tree.files():
        if path == OWN_PAGE or path.endswith(BINARY):
            continue
        text = tree.read(path)
        yield from _found(path, text, HOSTS, "names a host; name the package")
        if path.endswith("package-lock.json"):
            yield from _found(path, text, ADDRESSES, "is an address; name the package")
        if path.endswith((".md", ".proto")):
            yield from _found(path, text, PLACES, "is a path of one machine")
        if path.endswith(".md"):
            yield from _dead(tree, path, text)


def _dead(tree, path, text):
    """Links, ./commands and adagio's own commands that a document names and that are not there."""
    here = pathlib.Path(path).parent
    for match in LINK.finditer(text):
        if not (tree.root / here / match[1]).exists():
            yield f"{path}:{line_of(text, match.start())}: {match[1]}: the link leads nowhere"
    for span in re.finditer(r"```.*?```|`[^`\n]+`", text, re.S):
        for match in COMMAND.finditer(span[0]):
            if not any((tree.root / folder / match[1]).exists() for folder in ("", here)):
                yield f"{path}:{line_of(text, span.start())}: ./{match[1]}: no such file"
        for match in ADAGIO.finditer(span[0]):
            if not re.search(rf'"{match[1]}[" ]', _client(tree)):
                yield f"{path}:{line_of(text, span.start())}: adagio {match[1]}: no such command"


def _client(tree):
    return "".join(tree.read(f) for f in tree.files(".cc", ".h", under="services/cli"))


def _found(path, text, pattern, reason):
    for match in re.finditer(pattern, text):
        yield f"{path}:{line_of(text, match.start())}: {match[0]}: {reason}"


PLANTS = [
    ("deploy/x.md", "From https://" + "pypi" + ".org/simple\n", "names a host"),
    ("deploy/package-lock.json", '{"resolved": "x"}\n', "is an address"),
    ("deploy/x.md", "Look into `/root/.cache`.\n", "path of one machine"),
    ("deploy/x.md", "Run `./deploy/runn --serve`.\n", "no such file"),
    ("deploy/x.md", "Run `adagio fly`.\n", "no such command"),
    ("deploy/x.md", "See [there](../nowhere.md).\n", "leads nowhere"),
]
