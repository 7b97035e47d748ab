# about: E4 writes to the program of its init
# expect: EXITED 0
# stdout: refused\n
import os
got = 0
for p in ("/proc/1/exe", "/proc/1/root/bin/sh", "/run/supervisor", "/grader-supervisor"):
    try:
        os.open(p, os.O_WRONLY)
        got = 1
    except OSError:
        pass
print("opened" if got else "refused")
