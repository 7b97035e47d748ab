# The tests' process: runs the task's test source and calls the candidate, which lives in another process, over a pipe.
# The verdict goes to the report descriptor, which the candidate does not have.
import ast
import builtins
import os
import sys

_MOST = 64 << 20


class _Shared(BaseException):
    """The tests need the candidate in their own process."""


class _Gone(BaseException):
    """The candidate's process does not answer any more."""


class _Exited(BaseException):
    """The candidate tried to end its process in a call."""


def _main():
    sys.path[:] = [p for p in sys.path if p not in ("", "/box")]
    scope = {}
    with open("grader_codec.py", "rb") as f:
        exec(compile(f.read(), "grader_codec.py", "exec"), scope)
    json = scope["_json"]
    wire = scope["_Wire"](os.dup(0), os.dup(1))
    os.dup2(os.open(os.devnull, os.O_RDWR), 0)
    os.dup2(2, 1)
    if hasattr(sys, "set_int_max_str_digits"):
        sys.set_int_max_str_digits(0)
    with open("grader_task.json", encoding="utf-8") as f:
        task = json.load(f)
    state = {"outcome": "passed", "tests": [], "code": None, "message": None}
    try:
        _judge(task, scope, wire, state)
    except _Shared as e:
        state["outcome"], state["message"] = "shared", str(e)
    except _Gone as e:
        state["outcome"], state["code"] = "gone", str(e)
    except _Exited:
        state["outcome"] = "exited"
    report = memoryview(json.dumps(state).encode("ascii"))
    while report:
        report = report[os.write(3, report):]


def _judge(task, scope, wire, state):
    module = {"__name__": "tests", "__builtins__": builtins}
    helpers = _helpers(task["helpers"], task["entry"])
    if helpers is not None:
        try:
            exec(compile(helpers, "prefix", "exec"), module)
        except Exception as e:
            state["outcome"] = "bad-task"
            state["message"] = "the prefix raises %s: %s" % (type(e).__name__, e)
            return
    classes = {k: v for k, v in module.items() if isinstance(v, type) and v.__module__ == "tests"}
    try:
        tree = ast.parse(task["test_code"], "tests")
    except SyntaxError as e:
        state["outcome"], state["message"] = "bad-task", "line %s: %s" % (e.lineno, e.msg)
        return
    runs_check = any(
        isinstance(n, ast.Expr) and isinstance(n.value, ast.Call) and getattr(n.value.func, "id", "") == "check" for n in tree.body)
    defines_check = any(getattr(n, "name", "") == "check" for n in tree.body)
    if defines_check and not runs_check and task["entry"] is None:
        state["outcome"], state["message"] = "bad-task", "it defines check(candidate), but the task has no entry_point"
        return
    free = _free_names(tree, set(module) | set(dir(builtins)))
    if task["entry"] is not None:
        free.add(task["entry"][0] or task["entry"][1])
    _needs_sharing(tree, free)
    total = _number_asserts(tree, state, task["keep_going"])

    remote = _Remote(scope, wire, classes)
    wire.send({"classes": sorted(classes)})
    ready = remote.receive("load")
    if ready[0] == "exit":
        state["outcome"], state["code"] = "exited", "load"
        return
    if ready[0] == "raised":
        state["outcome"] = "raised"
        state["code"] = "syntax" if ready[-1] is True else "load"
        state["message"] = remote.describe(ready)
        return
    if ready[0] != "ready":
        raise _Gone("load")
    offered = set(ready[1])
    for name in free:
        if name in sys.stdlib_module_names:
            module[name] = __import__(name)
        elif name in offered:
            module[name] = _Object(remote, ("name", name), None)
    entry = task["entry"]
    missing = entry is not None and (entry[0] or entry[1]) not in offered and not ("Solution" in offered and entry[0] is None)
    if missing:
        state["outcome"], state["message"] = "missing", entry[0] or entry[1]
        return
    module["__grader_Exception"] = Exception
    module["__grader_assert"] = _recorder(state)
    try:
        exec(compile(tree, "tests", "exec"), module)
        check = module.get("check")
        if entry is not None and defines_check and not runs_check:
            check(_Object(remote, ("entry", entry), None))
        if not remote.asked:
            state["outcome"], state["message"] = "bad-task", "it never uses the candidate"
        elif total == 0:
            state["tests"].append([1, True])
        elif not state["tests"]:
            state["outcome"], state["code"], state["message"] = "failed", "no-assert", "no assert was reached"
    except (_Shared, _Gone, _Exited):
        raise
    except BaseException as e:
        _explain(e, state, total)


def _explain(e, state, total):
    raised = getattr(e, "_grader_answer", None)
    if raised is not None:
        state["outcome"], state["code"], state["message"] = "raised", "call", raised
    elif isinstance(e, NameError) and not isinstance(e, UnboundLocalError):
        state["outcome"], state["message"] = "missing", getattr(e, "name", None) or str(e)
    elif isinstance(e, AssertionError) and total > 0:
        state["outcome"], state["code"] = "failed", "assert"
        state["message"] = str(e)[:500]
    else:
        state["outcome"], state["code"] = "failed", "test-raised"
        state["message"] = "%s: %s" % (type(e).__name__, str(e)[:500])


def _helpers(text, entry):
    """What the prompt defines, without the unfinished function at its end."""
    lines = text.split("\n")
    for end in range(len(lines), -1, -1):
        if end < len(lines) and (not lines[end].strip() or lines[end][0] in " \t"):
            continue
        try:
            tree = ast.parse("\n".join(lines[:end]), "prefix")
        except SyntaxError:
            continue
        own = (entry[0] or entry[1]) if entry else None
        tree.body = [n for n in tree.body if getattr(n, "name", None) != own or isinstance(n, (ast.Import, ast.ImportFrom))]
        return tree
    return None


def _free_names(tree, known):
    stored, loaded = set(), set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Name):
            (loaded if isinstance(node.ctx, ast.Load) else stored).add(node.id)
        elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            stored.add(node.name)
        elif isinstance(node, ast.arg):
            stored.add(node.arg)
        elif isinstance(node, ast.alias):
            if node.name == "*":
                continue
            stored.add((node.asname or node.name).partition(".")[0])
        elif isinstance(node, ast.ExceptHandler) and node.name:
            stored.add(node.name)
    return {name for name in loaded if name not in stored and name not in known}


def _needs_sharing(tree, free):
    """A candidate's class that tests use as a class, not only by calling it, has to be in their process."""
    for node in ast.walk(tree):
        used = []
        if isinstance(node, ast.ClassDef):
            used = node.bases
        elif isinstance(node, ast.ExceptHandler) and node.type is not None:
            used = [node.type] + (node.type.elts if isinstance(node.type, ast.Tuple) else [])
        elif isinstance(node, ast.Call):
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            if name in ("isinstance", "issubclass", "raises", "assertRaises", "assertRaisesRegex", "assertIsInstance", "getsource", "signature", "patch"):
                used = node.args
        elif isinstance(node, (ast.Import, ast.ImportFrom)):
            names = [node.module] if isinstance(node, ast.ImportFrom) else [a.name for a in node.names]
            if "candidate" in names or "solution" in names:
                raise _Shared("the tests import the candidate")
        for item in used:
            if isinstance(item, ast.Name) and item.id in free:
                raise _Shared("the tests use '%s' as a class or look into it" % item.id)


def _number_asserts(tree, state, keep_going):
    """Has every assert statement report itself; with keep_going, tests go on behind one that fails."""
    count = 0

    class Numbering(ast.NodeTransformer):
        def visit_Assert(self, node):
            nonlocal count
            count += 1
            note = lambda ok: ast.Expr(
                ast.Call(ast.Name("__grader_assert", ast.Load()), [ast.Constant(count), ast.Constant(ok)], []))
            failed = [note(False)]
            if not keep_going:
                failed.append(ast.Raise())
            attempt = ast.Try(
                [node],
                [ast.ExceptHandler(ast.Name("__grader_Exception", ast.Load()), None, failed)],
                [note(True)],
                [])
            return ast.copy_location(attempt, node)

    Numbering().visit(tree)
    ast.fix_missing_locations(tree)
    state["total"] = count
    return count


def _recorder(state):
    seen = {}
    tests = state["tests"]

    def note(number, ok):
        if number not in seen:
            seen[number] = len(tests)
            tests.append([number, ok])
        elif not ok:
            tests[seen[number]][1] = False
        if not ok and state["code"] is None:
            e = sys.exc_info()[1]
            _explain(e, state, state["total"])

    return note


def _well_formed(answer):
    """Whether this is an answer at all: the candidate may write to the pipe whatever it likes."""
    if type(answer) is not list or not answer:
        return False
    if answer[0] == "ready":
        return len(answer) == 2 and type(answer[1]) is list and all(type(name) is str for name in answer[1])
    if answer[0] == "ok":
        return len(answer) == 3
    if answer[0] == "raised":
        return len(answer) >= 5 and all(type(text) is str for text in answer[1:4]) and (answer[4] is None or type(answer[4]) is int)
    return answer[0] == "exit"


class _Remote:
    """The candidate at the other end of the pipe."""

    def __init__(self, scope, wire, classes):
        self.wire = wire
        self.asked = False
        self.codec = scope["_Codec"](classes, self._to_handle, lambda index, _: _Object(self, ("object", index), index))

    @staticmethod
    def _to_handle(value):
        index = _Object._index(value) if type(value) is _Object else None
        if index is None:
            raise _Shared("the tests pass an object of type %s to the candidate" % type(value).__name__)
        return index

    @staticmethod
    def describe(answer):
        line = " in line %d" % answer[4] if answer[4] else ""
        return "%s%s: %s" % (answer[3], line, answer[2])

    def receive(self, when):
        try:
            answer = self.wire.receive(_MOST)
            if _well_formed(answer):
                return answer
        except (ValueError, RecursionError, OSError, MemoryError):
            pass
        raise _Gone(when)

    def ask(self, *request):
        self.asked = True
        try:
            self.wire.send(request)
        except OSError:
            raise _Gone("call") from None
        answer = self.receive("call")
        if answer[0] == "exit":
            raise _Exited()
        try:
            if answer[0] == "raised":
                error = self._error(answer)
            else:
                return self.codec.decode(answer[1])[0], answer[2]
        except (ValueError, TypeError, LookupError, RecursionError, AttributeError, OverflowError):
            raise _Gone("answer") from None
        raise error

    def _error(self, answer):
        base = getattr(builtins, str(answer[1]), None)
        if not (isinstance(base, type) and issubclass(base, Exception)):
            base = Exception
        try:
            error = base(str(answer[2]))
        except TypeError:
            error = Exception(str(answer[2]))
        error._grader_answer = self.describe(answer)
        return error


def _call(self, *args, **kwargs):
    remote, target = _Object._parts(self)
    args = list(args)
    result, changed = remote.ask("call", *target, remote.codec.encode((args, kwargs)))
    if changed is not None:
        for own, other in zip(args, remote.codec.decode(changed)):
            _update(own, other, set())
    return result


def _update(own, other, seen):
    """Brings a mutable argument into the state that the candidate left it in."""
    if id(own) in seen or type(own) is not type(other):
        return
    seen.add(id(own))
    if type(own) is list:
        for a, b in zip(own, other):
            _update(a, b, seen)
        kept = [a if type(a) is type(b) and type(a) in (list, dict, set) else b for a, b in zip(own, other)]
        own[:] = kept + other[len(kept):]
    elif type(own) is dict:
        new = {k: (own[k] if k in own and type(own[k]) is type(v) and type(v) in (list, dict, set) else v) for k, v in other.items()}
        for k, v in other.items():
            if k in own:
                _update(own[k], v, seen)
        own.clear()
        own.update(new)
    elif type(own) in (set, bytearray):
        own.clear()
        own.update(other) if type(own) is set else own.extend(other)
    elif hasattr(own, "__dict__") and type(own) is not _Object:
        own.__dict__.update(other.__dict__)


class _Object:
    """Something that lives in the candidate's process. It equals nothing that is plain: no object can pass for a value."""

    __slots__ = ("_remote", "_target", "_handle")

    def __init__(self, remote, target, handle):
        object.__setattr__(self, "_remote", remote)
        object.__setattr__(self, "_target", target)
        object.__setattr__(self, "_handle", handle)

    @staticmethod
    def _parts(self):
        return object.__getattribute__(self, "_remote"), object.__getattribute__(self, "_target")

    @staticmethod
    def _index(self):
        return object.__getattribute__(self, "_handle")

    __call__ = _call

    def _own(self, operation, *args):
        remote, target = _Object._parts(self)
        return remote.ask(operation, *target, remote.codec.encode(args))[0]

    def __getattribute__(self, name):
        if name.startswith("__") and name.endswith("__"):
            return object.__getattribute__(self, name)
        remote, target = _Object._parts(self)
        return remote.ask("get", *target, name)[0]

    def __setattr__(self, name, value):
        remote, target = _Object._parts(self)
        remote.ask("set", *target, name, remote.codec.encode(value))

    def __len__(self):
        return _Object._own(self, "len")

    def __bool__(self):
        return True

    def __iter__(self):
        return iter(_Object._own(self, "iter"))

    def __getitem__(self, key):
        return _Object._own(self, "item", key)

    def __setitem__(self, key, value):
        _Object._own(self, "setitem", key, value)

    def __str__(self):
        return _Object._own(self, "str")

    def __repr__(self):
        return _Object._own(self, "repr")

    def __hash__(self):
        return id(self)


def _between_objects(operation):
    """Operators between two of the candidate's objects are the candidate's business; with anything else there are none."""

    def apply(self, other):
        if type(other) is not _Object or _Object._index(self) is None or _Object._index(other) is None:
            return self is other if operation == "eq" else self is not other if operation == "ne" else NotImplemented
        return _Object._own(self, operation, other)

    return apply


for _name in ("eq", "ne", "lt", "le", "gt", "ge", "add", "sub", "mul", "truediv", "and_", "or_", "xor"):
    setattr(_Object, "__%s__" % _name.rstrip("_"), _between_objects(_name))

_main()
