# about: finds nothing of the host that could be written through its mounts
# expect: EXITED 0
# stdout: ok\n
import os
bad = []
for line in open("/proc/self/mountinfo"):
    f = line.split()
    kind = line.split(" - ")[1].split()[0]
    if kind not in ("tmpfs", "overlay", "proc", "sysfs", "devtmpfs", "cgroup", "cgroup2", "mqueue", "devpts") and "ro" not in f[5].split(","):
        if os.access(f[4], os.W_OK):
            bad.append(f[4])
print(*bad or ["ok"])
