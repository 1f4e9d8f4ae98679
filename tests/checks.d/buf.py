"""buf's lint, format and breaking rules, where node is there. Formats the contracts, then fails where that changed one.

buf comes from its npm package, in a pinned version, into the user's cache folder; nothing of it enters this tree.
"""

import os
import pathlib
import shutil
import subprocess

from _tree import Skipped

VERSION = "1.75.0"


def check(tree, options):
    buf = _buf()
    yield from _say(tree, [buf, "lint", "proto"])
    wrong = _run(tree, [buf, "format", "-d", "--exit-code", "proto"])
    if wrong.returncode:
        for line in wrong.stdout.splitlines():
            if line.startswith("+++ "):
                yield f"{line.split()[1]}: {'is not formatted' if options.dry else 'was not formatted, and is now'}"
        if not options.dry:
            _run(tree, [buf, "format", "-w", "proto"])
    for snapshot in tree.files(".binpb", under="proto/released"):
        yield from _say(tree, [buf, "breaking", "proto", "--against", snapshot])


def _buf():
    """The path of the pinned buf, installed first where it is missing."""
    if not shutil.which("npm"):
        raise Skipped("node is absent")
    cache = pathlib.Path(os.environ.get("XDG_CACHE_HOME") or pathlib.Path.home() / ".cache") / "adagio" / f"buf-{VERSION}"
    buf = cache / "node_modules" / ".bin" / "buf"
    if not buf.exists():
        cache.mkdir(parents=True, exist_ok=True)
        words = ["npm", "install", "--silent", "--no-audit", "--no-fund", f"--prefix={cache}", f"@bufbuild/buf@{VERSION}"]
        try:
            subprocess.run(words, capture_output=True, check=True, timeout=120)
        except (subprocess.CalledProcessError, subprocess.TimeoutExpired):
            raise Skipped(f"npm could not install buf {VERSION}") from None
    return str(buf)


def _run(tree, words):
    return subprocess.run(words, cwd=tree.root, capture_output=True, text=True)


def _say(tree, words):
    ran = _run(tree, words)
    return (ran.stdout + ran.stderr).splitlines() if ran.returncode else []


def _append(text):
    return lambda target: target.write_text(target.read_text() + text)


AUDIT = "proto/adagio/audit/v1/audit.proto"
PLANTS = [
    (AUDIT, _append("\n// A message.\nmessage lower_case {}\n"), "lower_case"),
    (AUDIT, _append("\n// A message.\nmessage Loose {  }\n"), "not formatted"),
]
