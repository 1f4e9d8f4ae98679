"""A file over 300 lines says why it is long."""

ROOF = 300


def check(tree, options):
    for path in tree.files(".h", ".cc", ".py") + tree.scripts():
        text = tree.read(path)
        lines = text.count("\n")
        if lines > ROOF and "// Long because" not in text and "# Long because" not in text:
            yield f"{path}:1: {lines} lines and no `Long because` comment"


PLANTS = [("services/intake/x.cc", "\n" * 301, "301 lines")]
