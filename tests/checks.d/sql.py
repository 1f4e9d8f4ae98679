"""Statements name their practice; migrations keep to the portable subset."""

import re

from _tree import is_test, line_of, literals

EXEMPT = "tests/checks.d/sql_exempt.txt"

# A WHERE alone counts too: it is a piece of a statement that is put together.
STATEMENT = re.compile(r"\b(SELECT\b.*\bFROM|UPDATE\b.*\bSET|DELETE\s+FROM|WHERE)\b", re.S)

# (pattern, reason) in migrations: accepted somewhere and wrong in a cluster, or not portable.
NOT_PORTABLE = [
    (r"\bAUTO_INCREMENT\b", "loses late committers and collides in a cluster; ids are made by the application"),
    (r"\bON\s+(DELETE|UPDATE)\s+CASCADE\b", "nothing clinical is deleted in passing"),
    (r"\bCREATE\s+(OR\s+REPLACE\s+)?(TRIGGER|PROCEDURE|FUNCTION|SEQUENCE|EVENT)\b", "logic lives in the code"),
    (r"\bRETURNING\b", "not portable"),
    (r"\bENGINE\s*=\s*(?!InnoDB)\w+", "only InnoDB has transactions"),
    (r"\b(GET_LOCK|LOCK\s+TABLES)\b", "means nothing in a cluster"),
    (r"^\s*\w+\s+UUID\b", "not portable; BINARY(16)"),
    (r"\butf8\b|\butf8mb3\b", "utf8mb4"),
    (r"\bTIMESTAMP\b(?!\s*\()", "DATETIME(6), UTC"),
    (r"\b(PRIMARY|UNIQUE)\s+KEY(\s+\w+)?\s*\(\s*(?!practice_id\b)\w+", "a key starts with practice_id"),
    (r"(?<!\bDROP )\bPRIMARY\s+KEY\b(?!\s*\()", "a key starts with practice_id"),
]


def check(tree, options):
    exempt = [line.split(None, 1) for line in tree.read(EXEMPT).splitlines() if line.strip() and line[0] != "#"]
    for path in tree.files(".h", ".cc", under="services"):
        if is_test(path):
            continue
        for line, text in literals(tree.read(path)):
            words = " ".join(text.split())
            if STATEMENT.search(words) and "practice_id" not in words and not _exempt(exempt, path, words):
                yield f"{path}:{line}: a statement without practice_id: {words[:70]}"
    for path in tree.files(".sql"):
        text = re.sub(r"--[^\n]*", lambda m: " " * len(m[0]), tree.read(path))
        for pattern, reason in NOT_PORTABLE:
            for match in re.finditer(pattern, text, re.M | re.I):
                words = " ".join(match[0].split())
                around = " ".join(_statement(text, match.start()).split())
                if not _exempt(exempt, path, around):
                    yield f"{path}:{line_of(text, match.start())}: {words}: {reason}"


def _statement(text, position):
    """The statement of a migration that `position` is in."""
    return text[text.rfind(";", 0, position) + 1:position + 1 + len(text[position:].split(";", 1)[0])]


def _exempt(exempt, path, words):
    return any(path.startswith(prefix) and fragment.strip() in words for prefix, fragment in exempt)


PLANTS = [
    ("services/homework/store_x.cc", 'auto x = "SELECT a FROM t "\n  "WHERE id = ?";\n', "without practice_id"),
    ("services/homework/store_x.cc", 'auto x = R"(\nUPDATE t SET a = 1\nWHERE id = ?)";\n', "without practice_id"),
    ("services/homework/store_x.cc", 'auto x = "DELETE FROM t";\n', "without practice_id"),
    ("services/homework/store_x.cc", 'auto x = StrCat("UPDATE ", t, " SET a = 1 WHERE id = ?");\n', "without practice_id"),
    ("services/homework/schema/0099_x.sql", "CREATE TABLE x (id BIGINT AUTO_INCREMENT);\n", "AUTO_INCREMENT"),
    ("services/homework/schema/0099_x.sql", "CREATE TABLE x (id BIGINT, PRIMARY KEY (id));\n", "starts with practice_id"),
    ("services/homework/schema/0099_x.sql", "CREATE TRIGGER x BEFORE INSERT ON y FOR EACH ROW SET @a = 1;\n", "TRIGGER"),
]
