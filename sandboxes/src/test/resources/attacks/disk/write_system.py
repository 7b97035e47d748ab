# about: writes to every folder of the system
# expect: EXITED 0
# stdout: /box /tmp\n
import os
good = []
for d in ("/", "/usr", "/usr/bin", "/etc", "/var", "/run", "/dev", "/proc", "/sys", "/opt", "/root", "/home", "/box", "/tmp", "/lib"):
    try:
        open(d + "/probe", "w").close()
        good.append(d)
    except OSError:
        pass
print(*good)
