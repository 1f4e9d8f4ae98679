"""The contracts as protoc understands them, read from its descriptor set; no package but the standard library is needed."""

import glob
import pathlib
import subprocess
import tempfile

EXTENSION = 51730  # (adagio.options.v1.access) and (adagio.options.v1.field)
FIELD_RULES = {
    "data_class": 1, "required": 2, "min_length": 3, "max_length": 4, "least": 5, "greatest": 6, "has_range": 7,
    "min_items": 8, "max_items": 9, "uuid": 10, "resource": 11
}
STRING, MESSAGE, ENUM, BYTES = 9, 11, 14, 12
REPEATED = 3


class Broken(Exception):
    """protoc refuses the contracts; the text is what it says."""


def compile_contracts(root, out=None):
    """The descriptor set of every .proto under root/proto, parsed; its bytes are also written to `out`."""
    proto = pathlib.Path(root) / "proto"
    files = sorted(pathlib.Path(f).relative_to(proto).as_posix() for f in glob.glob(f"{proto}/**/*.proto", recursive=True))
    with tempfile.TemporaryDirectory() as folder:
        target = out or f"{folder}/set"
        ran = subprocess.run(
            ["protoc", "-I.", "--include_imports", f"--descriptor_set_out={target}", *files],
            cwd=proto, capture_output=True, text=True)
        if ran.returncode:
            raise Broken(ran.stderr.strip())
        return Contracts(pathlib.Path(target).read_bytes())


class Contracts:
    """fields: {"pkg.Message.field": Field}; methods: {"pkg.Service/Method": Method}; imports: {file: [file]}."""

    def __init__(self, descriptor_set):
        self.fields, self.methods, self.imports = {}, {}, {}
        for raw in wire(descriptor_set).get(1, []):
            file = wire(raw)
            name, package = text(file, 1), text(file, 2)
            self.imports[name] = [v.decode() for v in file.get(3, [])]
            for message in file.get(4, []):
                self._message(name, package, wire(message))
            for raw_service in file.get(6, []):
                service = wire(raw_service)
                for method in service.get(2, []):
                    found = Method(name, wire(method))
                    self.methods[f"{package}.{text(service, 1)}/{found.name}"] = found

    def _message(self, file, scope, message):
        full = f"{scope}.{text(message, 1)}"
        for raw in message.get(2, []):
            field = Field(file, full, wire(raw))
            self.fields[f"{full}.{field.name}"] = field
        for nested in message.get(3, []):
            self._message(file, full, wire(nested))

    def fields_of(self, message):
        return [f for f in self.fields.values() if f.message == message]

    def reachable(self, message, seen=None):
        """Every field of a message and of all messages inside it."""
        seen = set() if seen is None else seen
        if message in seen:
            return []
        seen.add(message)
        found = self.fields_of(message)
        return found + [inner for f in found if f.type == MESSAGE for inner in self.reachable(f.type_name, seen)]


class Field:
    def __init__(self, file, message, raw):
        self.file, self.message, self.name = file, message, text(raw, 1)
        self.type, self.repeated = number(raw, 5), number(raw, 4) == REPEATED
        self.type_name = text(raw, 6).lstrip(".")
        rules = wire(wire(raw.get(8, [b""])[-1]).get(EXTENSION, [b""])[-1])
        for rule, tag in FIELD_RULES.items():
            setattr(self, rule, text(rules, tag) if rule == "resource" else signed(number(rules, tag)))


class Method:
    def __init__(self, file, raw):
        self.file, self.name = file, text(raw, 1)
        self.input, self.output = text(raw, 2).lstrip("."), text(raw, 3).lstrip(".")
        options = wire(raw.get(4, [b""])[-1])
        self.idempotency = number(options, 34)  # 0 unknown, 1 no side effects, 2 idempotent
        access = wire(options.get(EXTENSION, [b""])[-1])
        self.has_rule = EXTENSION in options
        self.roles = [role for part in access.get(1, []) for role in (varints(part) if isinstance(part, bytes) else [part])]
        self.relation, self.resource = number(access, 2), text(access, 3)
        self.purpose, self.audit = number(access, 4), number(access, 5)


def wire(data):
    """{field number: [values]} of one message's bytes: ints for varints, bytes for the rest."""
    found, at = {}, 0
    while at < len(data):
        tag, at = varint(data, at)
        kind = tag & 7
        if kind == 0:
            value, at = varint(data, at)
        else:
            size, at = (8, at) if kind == 1 else (4, at) if kind == 5 else varint(data, at)
            value, at = data[at:at + size], at + size
        found.setdefault(tag >> 3, []).append(value)
    return found


def varint(data, at):
    value = shift = 0
    while True:
        value |= (data[at] & 0x7F) << shift
        shift += 7
        at += 1
        if data[at - 1] < 0x80:
            return value, at


def varints(data):
    found, at = [], 0
    while at < len(data):
        value, at = varint(data, at)
        found.append(value)
    return found


def text(fields, tag):
    return fields[tag][-1].decode() if tag in fields else ""


def number(fields, tag):
    return fields[tag][-1] if tag in fields else 0


def signed(value):
    return value - (1 << 64) if value >> 63 else value
