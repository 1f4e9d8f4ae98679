"""clang-format. Formats the files, then fails where that changed one; with --dry it only says so."""

import re
import shutil
import subprocess

from _tree import Skipped


def check(tree, options):
    if not shutil.which("clang-format"):
        raise Skipped("clang-format is absent (deploy/install --tests)")
    files = tree.files(".h", ".cc")
    if options.changed:
        # Two lists: what differs from the last commit, and what is not known to git yet.
        listed = _git(tree, "diff", "--name-only", "HEAD") + _git(tree, "ls-files", "--others", "--exclude-standard")
        files = [f for f in files if f in listed]
    if not files:
        return
    said = subprocess.run(
        ["clang-format", "--dry-run", "-Werror", *files], cwd=tree.root, capture_output=True, text=True).stderr
    wrong = sorted(set(re.findall(r"^([^:\n]+):\d+:\d+: error: ", said, re.M)))
    if wrong and not options.dry:
        subprocess.run(["clang-format", "-i", *wrong], cwd=tree.root, check=True)
    for path in wrong:
        yield f"{path}:1: {'is not formatted' if options.dry else 'was not formatted, and is now'}"


def _git(tree, *words):
    return subprocess.run(["git", *words], cwd=tree.root, capture_output=True, text=True, check=True).stdout.split("\n")


PLANTS = [("services/platform/foundation/x.cc", "int  x ;\n", "not formatted")]
