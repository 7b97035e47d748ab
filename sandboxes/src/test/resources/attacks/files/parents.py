# about: F3 reads what its parents are and hold
# expect: EXITED 0
# stdout: nothing\n
import os
got = []
for pid in [p for p in os.listdir("/proc") if p.isdigit() and int(p) != os.getpid()]:
    for name in ("environ", "mem", "fd/0", "maps", "root/etc/passwd", "cwd"):
        try:
            open("/proc/%s/%s" % (pid, name), "rb").read(1)
            got.append(name)
        except OSError:
            pass
print(got or "nothing")
