# about: E2 writes the kernel's own settings
# expect: EXITED 0
# stdout: none\n
got = []
for p in ("/proc/sys/kernel/core_pattern", "/proc/sys/vm/overcommit_memory", "/proc/sysrq-trigger", "/sys/kernel/uevent_helper", "/sys/fs/cgroup/memory/release_agent", "/sys/fs/cgroup/cgroup.procs", "/proc/sys/kernel/hostname", "/proc/sys/user/max_user_namespaces", "/proc/self/oom_score_adj"):
    try:
        with open(p, "w") as f:
            f.write("-1000" if "oom" in p else "x")
        got.append(p)
    except OSError:
        pass
print(*got or ["none"])
