# about: N1 connects to the internet and to a cloud's metadata
# expect: EXITED 0
# stdout: no\n
import socket
ok = False
for host in (("1.1.1.1", 53), ("169.254.169.254", 80), ("172.17.0.1", 2375), ("10.0.0.1", 80)):
    s = socket.socket()
    s.settimeout(0.2)
    try:
        s.connect(host)
        ok = True
    except OSError:
        pass
print("yes" if ok else "no")
