# The warm interpreter: waits with modules loaded and forks once for each run. Nothing of a run ever executes in this
# process. The supervisor sends, for each run, a message with the run's limits and descriptors; the fork joins the run's
# namespaces, gives up every power as any run does, and then behaves as `python3 script.py` does.
import sys, os, gc

# All symbols were bound at the start, and not anew in each fork when it first needs them. Runs are not to see this.
del os.environ["LD_BIND_NOW"]

# What modules would do after each fork is done for a run's own forks only: in ours there is one thread and no lock held.
_W_hooks, _W_is_run = [], False
def _W_after_fork():
    global _W_is_run
    if _W_is_run:
        for hook in _W_hooks:
            hook()
    _W_is_run = True
_W_register, os.register_at_fork = os.register_at_fork, lambda after_in_child: _W_hooks.append(after_in_child)
_W_register(after_in_child=_W_after_fork)

import ctypes
_W_channel, _W_proc, _W_filter_fd, _W_library_fd = 10, 11, 12, 13
_W_library = ctypes.PyDLL("/proc/self/fd/%d" % _W_library_fd)
os.close(_W_library_fd)
class _W_Arenas(ctypes.Structure):
    _fields_ = [("context", ctypes.c_void_p), ("arena", ctypes.c_void_p), ("give_back", ctypes.c_void_p)]
_W_arenas = _W_Arenas()
_W_library.place_arenas(ctypes.byref(_W_arenas))
ctypes.pythonapi.PyObject_SetArenaAllocator(ctypes.byref(_W_arenas))

import signal, _random
# Each page of them costs every run a little, so what is rarely used (dataclasses, calendar) is left to be loaded.
import io, re, math, cmath, time, json, copy, enum, heapq, bisect, random, string, operator, itertools, functools
import collections, collections.abc, decimal, fractions, statistics, typing, types, array, queue, datetime
import contextlib, abc, numbers, textwrap, threading, traceback, linecache, warnings, weakref, keyword
import encodings.utf_8, encodings.latin_1, encodings.ascii, importlib.machinery, atexit

os.register_at_fork = _W_register
_W_filter = os.pread(_W_filter_fd, 1 << 16, 0)
_W_libc = ctypes.CDLL(None, use_errno=True)
_W_setns, _W_prctl, _W_syscall = _W_libc.setns, _W_libc.prctl, _W_libc.syscall
_W_filter_buffer = ctypes.create_string_buffer(_W_filter, len(_W_filter))
class _W_Program(ctypes.Structure):
    _fields_ = [("length", ctypes.c_ushort), ("code", ctypes.c_void_p)]
_W_program = _W_Program(len(_W_filter) // 8, ctypes.addressof(_W_filter_buffer))
_W_clone = {"x86_64": 56, "aarch64": 220}[os.uname().machine]
_W_NEWPID = 0x20000000
_W_modules = set(sys.modules)
_W_loaded = {_W_name.partition(".")[0] for _W_name in _W_modules}
_W_reseed = _random.Random.seed
_W_depth = 2
_W_USUAL, _W_WITH_OTHER_FILES = -1, 1 << 30

def _W_check(result, what):
    if result != 0:
        raise OSError(ctypes.get_errno(), what)

def _W_probe():
    """Joins a namespace made as a run's is. Where that is refused there is no warm start, which is found out here and
    not in a run. (The namespace that the supervisor itself lives in cannot be asked: others own it.)"""
    pid = _W_syscall(_W_clone, _W_NEWPID | signal.SIGCHLD, 0, 0, 0, 0)
    if pid == 0:
        _W_prctl(1, signal.SIGKILL, 0, 0, 0)  # PR_SET_PDEATHSIG
        while True:
            signal.pause()
    _W_check(min(pid, 0), "clone")
    init = os.pidfd_open(pid)
    try:
        _W_check(_W_setns(init, _W_NEWPID), "setns")
    finally:
        os.close(init)
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)

def _W_address(function):
    return ctypes.cast(function, ctypes.c_void_p).value

def _W_flush(stream):
    try:
        stream.flush()
        return True
    except BaseException:
        return stream is None or getattr(stream, "closed", False)

def _W_code_of(caught):
    """The exit status that the interpreter gives to a SystemExit."""
    code = caught.code
    if code is None:
        return 0
    if isinstance(code, int):
        return code & 0xFF if -(1 << 63) <= code < 1 << 63 else 255
    _W_flush(sys.stdout)
    print(code, file=sys.stderr)
    return 1

def _W_end(code, spaces):
    """Ends as the interpreter does: threads, exit functions, the script's own objects, the streams. The loaded modules
    are left alone, which is most of the time that an interpreter takes to end. Returns the status, or minus the signal."""
    # With no thread but the main one, whose lock is kept there, too, there is nothing to wait for; where this version keeps
    # no such set, it is asked itself.
    if atexit._ncallbacks() or len(getattr(threading, "_shutdown_locks", "??")) > 1 or getattr(threading, "_threading_atexits", True):
        for step in threading._shutdown, atexit._run_exitfuncs:
            try:
                step()
            except SystemExit as caught:
                code = _W_code_of(caught)
            except BaseException:
                traceback.print_exc()
    lost = not _W_flush(sys.stdout)
    _W_flush(sys.stderr)
    if len(sys.modules) != _W_module_count or next(reversed(sys.modules)) != _W_last_module:
        spaces = spaces + [sys.modules[n].__dict__ for n in sys.modules.keys() - _W_modules if hasattr(sys.modules[n], "__dict__")]
    if hasattr(sys, "last_value"):
        sys.last_type = sys.last_value = sys.last_traceback = sys.last_exc = None
    for space in spaces:
        for hidden in (True, False):
            for name in list(space):
                if name != "__builtins__" and (name[:1] == "_" and name[1:2] != "_") == hidden:
                    space[name] = None
    # A whole collection also empties the lists of free objects, which touches them all. It is only needed where something is old.
    gc.collect(2 if gc.get_count()[2] or gc.get_objects(2) else 1)
    lost |= not _W_flush(sys.stdout)
    _W_flush(sys.stderr)
    return 120 if lost and code == 0 else code

def _W_exit(code):
    code = _W_end(code, [_W_main.__dict__])
    if code < 0:
        signal.signal(-code, signal.SIG_DFL)
        os.kill(os.getpid(), -code)
    os._exit(code)

def _W_settle():
    """Puts the memory that every fork begins with into huge pages."""
    huge, read, write, execute = 2 << 20, 1, 2, 4
    with open("/proc/self/maps") as lines:
        spans = [line.split(maxsplit=5) + [""] for line in lines]
    spans = [[*(int(at, 16) for at in span[0].split("-")), span[1], span[5].strip()] for span in spans]
    def alone(low, high, start, end):
        return all(s[1] <= low or s[0] >= high or start <= s[0] and s[1] <= end for s in spans)
    path, program = os.readlink("/proc/self/exe"), []
    for span in spans:
        # What the program only sets to zero follows without a name.
        if span[3] == path if not program else span[0] == program[-1][1] and span[3] in (path, ""):
            program.append(span)
    if program and all("r" in span[2] and "p" in span[2] for span in program):
        start, end = program[0][0], program[-1][1]
        # Nothing may be both writable and executable: the two parts meet where a huge page ends, or stay as they are.
        cut = -(-max(span[1] for span in program if "x" in span[2]) // huge) * huge
        if cut <= min((span[0] for span in program if "w" in span[2]), default=0):
            if alone(start // huge * huge, cut, start, end):
                _W_library.settle_program(ctypes.c_size_t(start), ctypes.c_size_t(cut), read | execute)
            if alone(cut, -(-end // huge) * huge, start, end):
                _W_library.settle_program(ctypes.c_size_t(cut), ctypes.c_size_t(end), read | write)
    for start, end, _, name in spans:
        if name == "[heap]":
            _W_library.settle_heap(ctypes.c_size_t(start), ctypes.c_size_t(end))
    _W_library.settle_arenas()

_W_probe()
_W_calls = (ctypes.c_void_p * 4)(
    _W_address(_W_libc.fork),
    *[_W_address(getattr(ctypes.pythonapi, "PyOS_" + _W_name)) for _W_name in ("BeforeFork", "AfterFork_Parent", "AfterFork_Child")]
)
_W_body = ctypes.create_string_buffer(1 << 17)
class _W_Usual(ctypes.Structure):
    _fields_ = [("order", ctypes.c_char_p), ("length", ctypes.c_size_t)]
_W_usual = _W_Usual()
_W_serve = _W_library.serve
_W_serve.restype = ctypes.c_long
_W_arguments = (
    ctypes.byref(_W_calls), ctypes.c_int(_W_channel), ctypes.c_int(_W_proc), ctypes.byref(_W_program), _W_body,
    ctypes.c_size_t(len(_W_body)), ctypes.byref(_W_usual),
)
os.close(_W_filter_fd)
_W_main = types.ModuleType("__main__")
_W_main.__annotations__ = {}
_W_main.__builtins__ = __builtins__
_W_main.__cached__ = None
sys.modules["__main__"] = _W_main
_W_module_count, _W_last_module = len(sys.modules), next(reversed(sys.modules))

def _W_script_is(argv):
    """Everything that depends on the command."""
    global _W_argv, _W_script
    _W_argv, _W_script = argv, os.path.join("/box", argv[1])
    sys.argv = argv[1:]
    sys.orig_argv = argv
    sys.path[0] = os.path.dirname(_W_script)
    for name in ("", "/", "/box"):
        sys.path_importer_cache.pop(name, None)
    _W_main.__loader__ = importlib.machinery.SourceFileLoader("__main__", _W_script)
    _W_main.__file__ = _W_script

def _W_unusual(start):
    """A run with another command or environment, or with more files than its script."""
    order, alone = _W_body[32 : start & ~_W_WITH_OTHER_FILES], not start & _W_WITH_OTHER_FILES
    count = int.from_bytes(order[:4], sys.byteorder)
    words = order[4:-1].split(b"\0")
    argv = [os.fsdecode(word) for word in words[:count]]
    env = dict(os.fsdecode(word).split("=", 1) for word in words[count:])
    # What the run's own folder holds comes before what is loaded already.
    if not alone and any(name.partition(".")[0] in _W_loaded for name in os.listdir("/box") if name != argv[1]):
        os.execve(sys.executable, argv, env)
    if env != dict(os.environ):
        os.environ.clear()
        os.environ.update(env)
        time.tzset()
    if argv != _W_argv:
        _W_script_is(argv)

def _W_read(path):
    file, source = os.open(path, os.O_RDONLY | os.O_CLOEXEC), b""
    while piece := os.read(file, 1 << 18):
        source = source + piece if source else piece
    os.close(file)
    return source

# All that the usual run needs is there before the fork.
_W_script_is([sys.orig_argv[0], "main.py"])
_W_usual.order = _W_words = (2).to_bytes(4, sys.byteorder) + b"".join(
    os.fsencode(_W_word) + b"\0" for _W_word in _W_argv + [_W_name + "=" + os.environ[_W_name] for _W_name in os.environ]
)
_W_usual.length = len(_W_words)

def _W_rehearse():
    """Does once what every run does: what is looked up, made or noted the first time is then there for all."""
    program = b"import sys\ndef f(n):\n    return [str(i * 2 + 1) for i in range(n) if i != 1]\nprint(*f(3), sum(map(int, f(2))), sep='', file=out)\n"
    with open("/dev/null", "w") as out:
        for _ in range(2):
            space = {"__builtins__": __builtins__, "__name__": "rehearsal", "out": out}
            exec(compile(program, "rehearsal", "exec", dont_inherit=True), space)
            _W_reseed(random.Random())
            _W_read("/dev/null")
            _W_end(0, [space])

_W_rehearse()
sys.setrecursionlimit(sys.getrecursionlimit() + _W_depth)
gc.collect()
gc.freeze()
_W_settle()
os.write(_W_channel, b"ready")
_W_begin = _W_serve(*_W_arguments)

# From here on this is a fork, in its run's namespaces and without powers.
if _W_begin != _W_USUAL:
    _W_unusual(_W_begin)
_W_reseed(random._inst)
_W_code = 0
try:
    _W_source = _W_read(_W_script)
except OSError as _W_caught:
    sys.stderr.write("%s: can't open file %r: [Errno %d] %s\n" % (_W_argv[0], _W_script, _W_caught.errno, _W_caught.strerror))
    _W_exit(2)
try:
    exec(compile(_W_source, _W_script, "exec", dont_inherit=True), _W_main.__dict__)
except SystemExit as _W_caught:
    _W_code = _W_code_of(_W_caught)
except BaseException as _W_caught:
    _W_code = 1
    try:
        _W_flush(sys.stdout)
        _W_trace = _W_caught.__traceback__.tb_next
        sys.excepthook(type(_W_caught), _W_caught.with_traceback(_W_trace), _W_trace)
    except SystemExit as _W_again:
        _W_code = _W_code_of(_W_again)
    if type(_W_caught) is KeyboardInterrupt:
        _W_code = -signal.SIGINT
_W_exit(_W_code)
