# about: F4 reads what only the host's root may
# expect: EXITED 0
# stdout: none\n
import glob
got = []
for p in ["/etc/shadow", "/etc/gshadow", "/root/.ssh/id_rsa", "/proc/kcore", "/proc/1/environ", "/dev/mem", "/dev/kmsg", "/dev/sda", "/dev/vda", "/proc/keys", "/etc/ssh/ssh_host_rsa_key"] + glob.glob("/home/*/*") + glob.glob("/root/*") + glob.glob("/work/*"):
    try:
        if open(p, "rb").read(1):
            got.append(p)
    except OSError:
        pass
print(*got or ["none"])
