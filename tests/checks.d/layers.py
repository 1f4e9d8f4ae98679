"""Compares the edges declared in layers.txt with the #includes of the code."""

import configparser
import re

from _tree import is_test, line_of, without_comments

PAGE = "tests/checks.d/layers.txt"


class Layers:
    def __init__(self, page):
        parser = configparser.ConfigParser(delimiters=("->",), comment_prefixes=("#",), interpolation=None)
        parser.read_string(page)
        sections = {name: {k: v.split() for k, v in parser[name].items()} for name in parser.sections()}
        self.rooms = [
            (room, re.compile(re.escape(path).replace(r"\*", "(?P<service>[^/]+)")))
            for room, paths in sections["rooms"].items() for path in paths
        ]
        self.edges = sections["edges"]
        self.tests = sections["tests"]

    def place(self, path):
        """The (room, service) of a path or include; (None, None) where no line fits."""
        for room, pattern in self.rooms:
            match = pattern.match(path)
            service = match and match.groupdict().get("service")
            if match and service != "platform":
                return room, service
        return None, None

    def allows(self, path, include):
        room, service = self.place(path)
        other, other_service = self.place(include)
        if other is None:
            return not include.startswith(("services/", "tests/", "plugins/"))
        if (room, service) == (other, other_service):
            return True
        words = list(self.edges.get(room, []))
        if room in ("tests", "bench") or is_test(path):
            words += self.tests.get(room, self.tests["*"])
        if f"{other_service}/{other}" in words:
            return True
        return other in words and (service is None or other_service is None or service == other_service)


def check(tree, options):
    layers = Layers(tree.read(PAGE))
    for path in tree.files(".h", ".cc"):
        if layers.place(path)[0] is None:
            yield f"{path}:1: belongs to no room of {PAGE}"
            continue
        code = without_comments(tree.read(path))
        for match in re.finditer(r'^[ \t]*#[ \t]*include[ \t]*["<]([^">]+)[">]', code, re.M):
            if not layers.allows(path, match[1]):
                yield f"{path}:{line_of(code, match.start())}: {layers.place(path)[0]} may not include {match[1]}"


def _include(header):
    return f"#include \"{header}\"\n"


PLANTS = [
    ("services/homework/domain/x.cc", _include("services/platform/storage/pool.h"), "domain may not include"),
    ("services/homework/domain/x.cc", _include("adagio/homework/v1/homework.pb.h"), "domain may not include"),
    ("services/homework/domain/x_test.cc", _include("services/platform/storage/pool.h"), "domain may not include"),
    ("services/homework/domain/x.cc", "#include <cppconn/connection.h>\n", "domain may not include"),
    ("services/homework/store_x.cc", _include("services/intake/store.h"), "store may not include"),
    ("services/homework/store_x.cc", _include("services/homework/module.h"), "store may not include"),
    ("services/homework/store_x.cc", _include("services/platform/rpc/door.h"), "store may not include"),
    ("services/homework/api/x.cc", _include("services/intake/domain/values.h"), "api may not include"),
    ("services/platform/foundation/x.cc", _include("services/platform/storage/pool.h"), "foundation may not include"),
    ("services/server/x.cc", _include("services/homework/store.h"), "server may not include"),
    ("services/cli/x.cc", _include("services/homework/domain/values.h"), "cli may not include"),
    ("services/platform/nobodys/x.cc", "", "belongs to no room"),
    ("tests/stories/x.cc", "#include <mariadb/mysql.h>\n", "tests may not include"),
]
