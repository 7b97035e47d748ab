# about: has none of root's powers and cannot get them
# expect: EXITED 0
# stdout: 0 0 0 0 1 2\n
s = dict(l.split(":", 1) for l in open("/proc/self/status").read().splitlines())
print(*(int(s[k], 16) for k in ("CapPrm", "CapEff", "CapBnd", "CapAmb")), s["NoNewPrivs"].strip(), s["Seccomp"].strip())
