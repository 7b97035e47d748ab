# about: looks for the supervisor's memory and pipes
# expect: EXITED 0
# stdout: none\n
import os
got = []
for pid in range(0, 300):
    for name in ("mem", "fd/0", "fd/1"):
        p = "/proc/%d/%s" % (pid, name)
        try:
            if pid != os.getpid():
                os.close(os.open(p, os.O_WRONLY))
                got.append(p)
        except OSError:
            pass
print(*got or ["none"])
