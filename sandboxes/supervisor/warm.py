# The warm interpreter: waits with modules loaded and forks once for each run. Nothing of a run ever executes in this
# process. The supervisor sends, for each run, a message with the run's limits and descriptors; the fork joins the run's
# namespaces, gives up every power as any run does, and then behaves as `python3 script.py` does.
import sys, os, gc, struct, ctypes, resource, signal
import io, re, math, cmath, time, json, copy, enum, heapq, bisect, random, string, operator, itertools, functools
import collections, collections.abc, decimal, fractions, statistics, typing, types, array, queue, datetime, calendar
import dataclasses, contextlib, abc, numbers, textwrap, threading, traceback, linecache, warnings, weakref, keyword, socket
import encodings.utf_8, encodings.latin_1, encodings.ascii, _strptime, importlib.machinery, atexit

_W_channel, _W_proc, _W_filter_fd = 10, 11, 12
_W_filter = os.pread(_W_filter_fd, 1 << 16, 0)
os.close(_W_filter_fd)
_W_libc = ctypes.CDLL(None, use_errno=True)
_W_setns, _W_prctl, _W_syscall = _W_libc.setns, _W_libc.prctl, _W_libc.syscall
_W_buffer = ctypes.create_string_buffer(_W_filter, len(_W_filter))
class _W_Program(ctypes.Structure):
    _fields_ = [("length", ctypes.c_ushort), ("code", ctypes.c_void_p)]
_W_program = _W_Program(len(_W_filter) // 8, ctypes.addressof(_W_buffer))
_W_capset, _W_clone = {"x86_64": (126, 56), "aarch64": (91, 220)}[os.uname().machine]
_W_NEWPID, _W_NEWNS, _W_NEWIPC, _W_NEWUSER = 0x20000000, 0x00020000, 0x08000000, 0x10000000
_W_sock = socket.socket(fileno=_W_channel)
_W_modules = set(sys.modules)
_W_loaded = {_W_name.partition(".")[0] for _W_name in _W_modules}
_W_environ = dict(os.environ)
_W_no_powers = (ctypes.byref(ctypes.create_string_buffer(struct.pack("=II", 0x20080522, 0))), ctypes.byref(ctypes.create_string_buffer(24)))
_W_program_at = ctypes.byref(_W_program)
_W_MSGQUEUE = 12
_W_depth = 2

def _W_check(result, what):
    if result != 0:
        raise OSError(ctypes.get_errno(), what)

def _W_write(name, text):
    fd = os.open(name, os.O_WRONLY | os.O_CLOEXEC, dir_fd=_W_proc)
    try:
        os.write(fd, text)
    finally:
        os.close(fd)

def _W_drop(limits):
    """What walls_drop_powers and walls_limit do. (Without new privileges the bounding set bounds nothing.)"""
    processes, file_max, open_files, stack = limits
    try:
        _W_write("self/oom_score_adj", b"1000")
    except OSError:
        pass
    for kind, value in (
        (resource.RLIMIT_NPROC, processes + 1),
        (resource.RLIMIT_FSIZE, file_max),
        (resource.RLIMIT_NOFILE, open_files),
        (resource.RLIMIT_CORE, 0),
        (_W_MSGQUEUE, 0),
        (resource.RLIMIT_STACK, stack),
    ):
        hard = resource.getrlimit(kind)[1]
        if hard != resource.RLIM_INFINITY and value > hard:
            value = hard
        resource.setrlimit(kind, (value, value))
    _W_prctl(47, 4, 0, 0, 0)  # PR_CAP_AMBIENT, CLEAR_ALL
    _W_check(_W_syscall(_W_capset, *_W_no_powers), "capset")
    _W_check(_W_prctl(38, 1, 0, 0, 0), "no_new_privs")
    os.umask(0o022)
    _W_check(_W_prctl(22, 2, _W_program_at), "filter")

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

def _W_become(fds, limits, env, argv):
    """In the fork: becomes the run. Returns whether the script can be run here; else starts the interpreter afresh."""
    init, control, ends = fds[0], fds[1], fds[2:]
    try:
        os.setsid()
        _W_check(_W_setns(init, _W_NEWUSER | _W_NEWNS | _W_NEWIPC), "setns")
        for number, fd in enumerate(ends):
            os.dup2(fd, number, inheritable=True)
        _W_drop(limits)
        os.chdir("/box")
        here = os.listdir("/box")
    except BaseException as error:
        code = getattr(error, "errno", None) or 0
        text = ("warm start: %s" % error).encode()[:199]
        os.write(control, struct.pack("=c3xiQQ200s", b"F", code, 0, 0, text))
        os._exit(127)
    os.closerange(len(ends), 1 << 10)
    # What the run's own folder holds comes before what is loaded already.
    if any(name.partition(".")[0] in _W_loaded for name in here if name != argv[1]):
        os.execve(sys.executable, argv, env)
    if env != _W_environ:
        os.environ.clear()
        os.environ.update(env)
        time.tzset()

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

def _W_exit(code):
    """Ends as the interpreter does: threads, exit functions, the script's own objects, the streams. The loaded modules
    are left alone, which is most of the time that an interpreter takes to end."""
    for step in (threading._shutdown, atexit._run_exitfuncs):
        try:
            step()
        except SystemExit as caught:
            code = _W_code_of(caught)
        except BaseException:
            traceback.print_exc()
    lost = not _W_flush(sys.stdout)
    _W_flush(sys.stderr)
    names = _W_main.__dict__
    own = [sys.modules[n].__dict__ for n in sys.modules.keys() - _W_modules if hasattr(sys.modules[n], "__dict__")]
    sys.last_type = sys.last_value = sys.last_traceback = sys.last_exc = None
    for space in [names] + own:
        for hidden in (True, False):
            for name in list(space):
                if name != "__builtins__" and (name[:1] == "_" and name[1:2] != "_") == hidden:
                    space[name] = None
    gc.collect()
    lost |= not _W_flush(sys.stdout)
    _W_flush(sys.stderr)
    if code < 0:
        signal.signal(-code, signal.SIG_DFL)
        os.kill(os.getpid(), -code)
    os._exit(120 if lost and code == 0 else code)

_W_probe()
gc.collect()
gc.freeze()
_W_sock.send(b"ready")
while True:
    _W_data, _W_anc, _W_flags, _W_from = _W_sock.recvmsg(1 << 19, socket.CMSG_SPACE(8 * 4))
    if not _W_data:
        os._exit(0)
    _W_fds = list(struct.unpack("=%di" % (len(_W_anc[0][2]) // 4), _W_anc[0][2]))
    _W_limits = struct.unpack_from("=QQQQ", _W_data)
    _W_count = struct.unpack_from("=I", _W_data, 32)[0]
    _W_words = _W_data[36:-1].split(b"\0")
    _W_argv = [os.fsdecode(_W_word) for _W_word in _W_words[:_W_count]]
    _W_env = dict(os.fsdecode(_W_word).split("=", 1) for _W_word in _W_words[_W_count:])
    _W_status, _W_used, _W_error = 0, None, 0
    try:
        _W_check(_W_setns(_W_fds[0], _W_NEWPID), "setns")
        _W_pid = os.fork()
        if _W_pid == 0:
            break
        for _W_fd in _W_fds:
            os.close(_W_fd)
        _W_pid, _W_status, _W_used = os.wait4(_W_pid, 0)
    except OSError as _W_caught:
        _W_error = _W_caught.errno
    # Sent back: whether it was started, the wait status, CPU time in nanoseconds, peak memory in bytes.
    _W_cpu = int((_W_used.ru_utime + _W_used.ru_stime) * 1e9) if _W_used else 0
    _W_sock.send(struct.pack("=iiQQ", _W_error, _W_status, _W_cpu, (_W_used.ru_maxrss if _W_used else 0) * 1024))

_W_become(_W_fds, _W_limits, _W_env, _W_argv)
_W_script = os.path.join("/box", _W_argv[1])
sys.argv = _W_argv[1:]
sys.orig_argv = _W_argv
sys.path[0] = os.path.dirname(_W_script)
for _W_name in ("", "/", "/box"):
    sys.path_importer_cache.pop(_W_name, None)
_W_main = types.ModuleType("__main__")
_W_main.__loader__ = importlib.machinery.SourceFileLoader("__main__", _W_script)
_W_main.__annotations__ = {}
_W_main.__builtins__ = __builtins__
_W_main.__file__, _W_main.__cached__ = _W_script, None
sys.modules["__main__"] = _W_main
_W_sock.detach()
sys.setrecursionlimit(sys.getrecursionlimit() + _W_depth)
_W_code = 0
try:
    with open(_W_script, "rb") as _W_file:
        _W_source = _W_file.read()
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
