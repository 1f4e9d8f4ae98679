"""protoc compiles the contracts; every method has an access rule, every leaf a class; what was released is not broken.

Names of options as in proto/adagio/options/v1/options.proto. buf's own rules are in buf.py.
"""

import pathlib
import shutil

from _contracts import BYTES, MESSAGE, STRING, Broken, Contracts, compile_contracts
from _tree import Skipped

PARTNER, INTEGRATION = 1, 6
ANYONE, INSTALLATION, PRACTICE, UNIT = 1, 2, 3, 4
SUBJECT_PRIVATE, SUBJECT_ONLY, SAFETY_SCREEN, PSYCHOTHERAPY, CREDENTIAL = 3, 4, 5, 7, 8
NO_SIDE_EFFECTS = 1
CHANGE = 3
SHAPES = {PRACTICE: "practices/{}", UNIT: "practices/{}/treatmentUnits/{}"}
# Moves the clock of a story: neither idempotent nor part of any practice.
STORY = "adagio.server.v1.StoryService/"
# A file may import these, its own package and google/protobuf.
SHARED = ("adagio/options/v1/", "adagio/type/v1/", "google/")


def check(tree, options):
    if not shutil.which("protoc"):
        raise Skipped("protoc is absent (deploy/install)")
    try:
        contracts = compile_contracts(tree.root)
    except Broken as broken:
        yield from (f"proto/{line}" for line in str(broken).splitlines())
        return
    for rule in (_imports, _methods, _fields, _audience):
        yield from rule(contracts)
    for snapshot in tree.files(".binpb", under="proto/released"):
        yield from _broken(Contracts((tree.root / snapshot).read_bytes()), contracts)


def _imports(contracts):
    for file, imports in contracts.imports.items():
        for other in imports if file.startswith("adagio/") else []:
            if not other.startswith(SHARED) and pathlib.Path(other).parent != pathlib.Path(file).parent:
                yield f"proto/{file}: imports {other}: across areas a reference is a resource name"


def _methods(contracts):
    for name, method in contracts.methods.items():
        at = f"proto/{method.file}: {name}"
        request = {f.name: f for f in contracts.fields_of(method.input)}
        if not method.has_rule or not (method.relation and method.purpose and method.audit):
            yield f"{at}: no complete access rule"
            continue
        if not method.roles and method.relation != ANYONE:
            yield f"{at}: nobody may call it"
        if method.relation in SHAPES:
            place = request.get(method.resource)
            if not place or place.type != STRING or not place.required:
                yield f"{at}: resource names no required text of {method.input}"
            elif not place.resource.startswith(SHAPES[method.relation]):
                yield f"{at}: resource does not place the call"
        if name.startswith(STORY):
            continue
        if not method.idempotency:
            yield f"{at}: no idempotency_level"
        if (method.idempotency == NO_SIDE_EFFECTS) == (method.audit == CHANGE):
            yield f"{at}: idempotency_level and audit contradict each other"
        key = request.get("request_id")
        if method.audit == CHANGE and not (key and key.uuid and key.required):
            yield f"{at}: changes something without a required uuid request_id"


def _fields(contracts):
    for name, field in contracts.fields.items():
        if not name.startswith("adagio.") or name.startswith("adagio.options."):
            continue
        at = f"proto/{field.file}: {name}"
        if not field.data_class:
            yield f"{at}: no data_class"
        if field.type in (STRING, BYTES) and not field.max_length:
            yield f"{at}: no max_length"
        if field.repeated and not field.max_items:
            yield f"{at}: no max_items"


def _audience(contracts):
    """No answer holds a secret; none to a partner has room for a violence screen or a psychotherapy note; none to an
    integration for anything private either (the server, too, does not start with such a contract)."""
    for name, method in contracts.methods.items():
        never = {CREDENTIAL} | ({SAFETY_SCREEN, PSYCHOTHERAPY} if PARTNER in method.roles else set())
        if INTEGRATION in method.roles:
            never |= {SUBJECT_PRIVATE, SUBJECT_ONLY, SAFETY_SCREEN, PSYCHOTHERAPY}
        for field in contracts.reachable(method.output):
            if field.data_class in never:
                yield f"proto/{field.file}: {name}: answers {field.message}.{field.name}, whose class forbids it"


def _broken(old, new):
    """What buf does not know: stricter requests, weaker classes, wider access."""
    for name, before in old.methods.items():
        now = new.methods.get(name)
        if not now:
            yield f"proto/{before.file}: {name}: was released and is gone"
            continue
        if set(now.roles) - set(before.roles) or now.relation < before.relation:
            yield f"proto/{now.file}: {name}: its access rule became wider"
        for field in old.reachable(before.input):
            yield from _stricter(field, new.fields.get(f"{field.message}.{field.name}"))
    for name, before in old.fields.items():
        now = new.fields.get(name)
        if now and name.startswith("adagio.") and _weaker(before.data_class, now.data_class):
            yield f"proto/{now.file}: {name}: its data_class became weaker"


def _stricter(before, now):
    if now is None:  # buf judges removals
        return
    stricter = {
        "required": now.required > before.required,
        "uuid": now.uuid > before.uuid,
        "resource": now.resource != before.resource,
        "min_length": now.min_length > before.min_length,
        "min_items": now.min_items > before.min_items,
        "max_length": 0 < now.max_length < (before.max_length or 1 << 32),
        "max_items": 0 < now.max_items < (before.max_items or 1 << 32),
        "range": now.has_range and (not before.has_range or now.least > before.least or now.greatest < before.greatest),
    }
    for rule in (rule for rule, broken in stricter.items() if broken):
        yield f"proto/{now.file}: {now.message}.{now.name}: {rule} became stricter for requests"


def _weaker(before, now):
    """PUBLIC < JOINT < all others, which have audiences of their own: moving between those is a new audience."""
    return now != before and before != 0 and (now < before or before > 2)


def _edit(old, new):
    def plant(target):
        was = target.read_text()
        assert old in was, f"nothing to plant in {target}"
        target.write_text(was.replace(old, new, 1))

    return plant


def _after_release(old, new):
    def plant(target):
        root = next(p for p in target.parents if (p / "proto" / "adagio").is_dir())
        (root / "proto" / "released").mkdir(exist_ok=True)
        compile_contracts(root, out=root / "proto" / "released" / "all.binpb")
        _edit(old, new)(target)

    return plant


HOMEWORK = "proto/adagio/homework/v1/homework.proto"
AUDIT = "proto/adagio/audit/v1/audit.proto"
PLANTS = [
    (HOMEWORK, _edit("string key = 1", "strin key = 1"), "is not defined"),
    (HOMEWORK, _edit("relation: RELATION_UNIT", ""), "no complete access rule"),
    (HOMEWORK, _edit('resource: "treatment_unit"', 'resource: "treatment_union"'), "names no required text"),
    (HOMEWORK, _edit("option idempotency_level = IDEMPOTENT;", ""), "no idempotency_level"),
    (HOMEWORK, _edit("data_class: DATA_CLASS_PUBLIC", ""), "no data_class"),
    (HOMEWORK, _edit("    max_length: 64\n", ""), "no max_length"),
    (HOMEWORK, _edit("data_class: DATA_CLASS_JOINT", "data_class: DATA_CLASS_SAFETY_SCREEN"), "class forbids it"),
    (HOMEWORK, _edit("import", 'import "adagio/intake/v1/intake.proto";\nimport'), "across areas"),
    (AUDIT, _after_release("ROLE_PARTNER,", "ROLE_PARTNER, ROLE_SUPERVISOR,"), "became wider"),
    (AUDIT, _after_release("max_length: 400", "max_length: 300"), "became stricter"),
    (AUDIT, _after_release("DATA_CLASS_CLINICAL", "DATA_CLASS_JOINT"), "became weaker"),
]
