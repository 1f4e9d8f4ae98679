"""Shell scripts parse and are clean under shellcheck, where that is there."""

import shutil
import subprocess


def check(tree, options):
    for path in tree.scripts():
        if "bash" not in tree.read(path).split("\n", 1)[0]:
            continue
        tools = [["bash", "-n"]] + ([["shellcheck", "-f", "gcc"]] if shutil.which("shellcheck") else [])
        for tool in tools:
            ran = subprocess.run([*tool, path], cwd=tree.root, capture_output=True, text=True)
            if ran.returncode:
                yield f"{path}: {(ran.stdout + ran.stderr).strip().splitlines()[0]}"


PLANTS = [("deploy/x", "#!/usr/bin/env bash\nif\n", "deploy/x")]
