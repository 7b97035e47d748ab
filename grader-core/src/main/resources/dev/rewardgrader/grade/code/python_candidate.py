# The candidate's process: loads the candidate and answers calls. Whatever the candidate does in here, all that it can bring
# about is another answer; the tests and what they expect are in another process.
import builtins
import sys

_codec_file = "grader_codec.py"


def _serve():
    sys.path[:] = [p for p in sys.path if p not in ("", "/box")]
    scope = {}
    with open(_codec_file, "rb") as f:
        exec(compile(f.read(), _codec_file, "exec"), scope)
    os = scope["_os"]
    wire = scope["_Wire"](os.dup(0), os.dup(1))
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 0)
    os.dup2(nothing, 1)
    sys.stdin = open(0, "r", closefd=False)
    if hasattr(sys, "set_int_max_str_digits"):
        sys.set_int_max_str_digits(0)
    sys.path.insert(0, os.getcwd())
    import types

    module = types.ModuleType("candidate")
    sys.modules["candidate"] = module
    names = module.__dict__
    hello = wire.receive(-1)
    objects = []
    node_classes = {}

    def to_handle(value):
        objects.append(value)
        return len(objects) - 1

    codec = scope["_Codec"](node_classes, to_handle, lambda index, _: objects[index])
    raised = ("x", None)
    try:
        with open("candidate.py", encoding="utf-8") as f:
            source = f.read()
        exec(compile(source, "candidate.py", "exec"), names)
        for name in hello["classes"]:
            if isinstance(names.get(name), type):
                node_classes[name] = names[name]
        wire.send(["ready", sorted(k for k in names if not k.startswith("__"))])
    except BaseException as e:
        wire.send(_failure(e))

    while True:
        request = wire.receive(-1)
        if request is None:
            return
        try:
            wire.send(_answer(request, names, objects, codec))
        except BaseException as e:
            wire.send(_failure(e))


def _target(request, names, objects):
    kind = request[1]
    if kind == "entry":
        return _entry(names, *request[2])
    if kind == "name":
        return names[request[2]] if request[2] in names else getattr(builtins, request[2])
    return objects[request[2]]


def _entry(names, type_name, name, instance):
    if type_name is None:
        if name not in names and isinstance(names.get("Solution"), type) and hasattr(names["Solution"], name):
            return getattr(names["Solution"](), name)
        return names[name]
    owner = names[type_name]
    return getattr(owner() if instance else owner, name)


def _answer(request, names, objects, codec):
    operation = request[0]
    target = _target(request, names, objects)
    if operation == "call":
        args, kwargs = codec.decode(request[3])
        before = codec.encode(args)
        result = target(*args, **kwargs)
        answer = codec.encode((result, None))
        after = codec.encode(args)
        return ["ok", answer, after if after != before else None]
    if operation == "get":
        return ["ok", codec.encode((getattr(target, request[3]), None)), None]
    if operation == "set":
        setattr(target, request[3], codec.decode(request[4]))
        return ["ok", codec.encode((None, None)), None]
    args = codec.decode(request[3])
    import operator

    functions = {"len": len, "item": operator.getitem, "setitem": operator.setitem, "iter": list, "str": str, "repr": repr}
    function = functions.get(operation) or getattr(operator, operation)
    return ["ok", codec.encode((function(target, *args), None)), None]


def _failure(e):
    cls = type(e)
    if isinstance(e, SystemExit):
        return ["exit", "SystemExit", ""]
    lineno = 0
    trace = e.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == "candidate.py":
            lineno = trace.tb_lineno
        trace = trace.tb_next
    if isinstance(e, SyntaxError) and e.filename == "candidate.py":
        lineno = e.lineno or 0
    try:
        text = str(e)[:2000]
    except BaseException:
        text = ""
    bases = [c.__name__ for c in cls.__mro__ if c.__module__ == "builtins"]
    return ["raised", bases[0] if bases else "Exception", text, str(cls.__name__)[:100], int(lineno), isinstance(e, SyntaxError) and lineno > 0]


_serve()
