"""Calls and words that have no place here, each with the reason and the few files that may."""

import re

from _tree import line_of, without_comments

OWN_PAGE = "tests/checks.d/forbidden.py"

# (pattern, reason, paths that may): C++ code, comments not counted.
CALLS = [
    (r"->\s*(commit|rollback|setAutoCommit)\s*\(", "the driver swallows their errors; execute the SQL words instead", []),
    (r"OPT_RECONNECT", "reconnects in autocommit and commits half a transaction", []),
    (r"FOR UPDATE", "does not guard an invariant in a cluster; bump the guard row first", []),
    (
        r"\b((Short|Utf8|Unredacted)?DebugString|MessageToJson(String|Stream)|TextFormat::Print\w*)\s*\(",
        "turns content into text past the redaction",
        # loggable: the redaction itself. cli: the client shows its own user what that user was answered.
        ["services/platform/rpc/loggable", "services/cli/", "tests/"],
    ),
    (r"\babsl::Mutex", "false positives under TSan; use foundation/mutex.h", []),
    (r"\bstd::string_view\b", "another type than Debian's absl::string_view; use that one", []),
    (
        r"\babsl::Now\s*\(|\bsystem_clock::now\s*\(|\b(std::)?time\s*\(\s*(nullptr|NULL|0)\s*\)",
        "time is injected (Clock), and waiting is measured by std::chrono::steady_clock",
        # clock: where real time comes in. log: a line's time is not the domain's. rpc: deadlines on the wire and tokens'
        # expiry are real time. cli: so are a client's deadlines. migrations: when one ran is for operators.
        [
            "services/platform/foundation/clock", "services/platform/foundation/log", "services/platform/rpc/",
            "services/platform/storage/migrations", "services/cli/", "tests/bench/"
        ],
    ),
    (r"\bAuthMetadataProcessor\b", "one request can abort a process that has it; the door reads the token", []),
    (r"\b(gethostname|getdomainname|getlogin|uname)\s*\(", "tells of the machine", []),
    (r"\b(rand|srand|drand48)\s*\(|\bstd::random_device\b", "randomness is injected; use Entropy", []),
]

# (pattern, reason): any text file.
WORDS = [(r"\b(TODO|FIXME|XXX)\b", "left for later; do it or file it")]


def check(tree, options):
    for path in tree.files(".h", ".cc"):
        code = without_comments(tree.read(path))
        for pattern, reason, may in CALLS:
            if not path.startswith(tuple(may)):
                yield from _found(path, code, pattern, reason)
    for path in tree.files():
        if path != OWN_PAGE and not path.endswith((".png", ".binpb")):
            for pattern, reason in WORDS:
                yield from _found(path, tree.read(path), pattern, reason)


def _found(path, text, pattern, reason):
    for match in re.finditer(pattern, text):
        yield f"{path}:{line_of(text, match.start())}: {match[0].strip()}: {reason}"


PLANTS = [
    ("services/intake/x.cc", code, expected) for code, expected in [
        ("void F() { c->commit(); }\n", "->commit("),
        ("void F() { c -> rollback (); }\n", "swallows"),
        ("auto x = \"OPT_RECONNECT\";\n", "OPT_RECONNECT"),
        ("auto x = \"SELECT 1 FOR UPDATE\";\n", "FOR UPDATE"),
        ("auto x = m.ShortDebugString();\n", "ShortDebugString"),
        ("auto x = MessageToJsonString(m, &s);\n", "MessageToJsonString"),
        ("absl::Mutex m;\n", "absl::Mutex"),
        ("std::string_view s;\n", "std::string_view"),
        ("auto x = absl::Now();\n", "absl::Now"),
        ("auto x = std::chrono::system_clock::now();\n", "system_clock"),
        ("class X : public grpc::AuthMetadataProcessor {};\n", "AuthMetadataProcessor"),
        ("auto x = gethostname(a, b);\n", "gethostname"),
        ("auto x = rand();\n", "rand("),
        ("// " + "TO" + "DO: later\n", "left for later"),
    ]
]
