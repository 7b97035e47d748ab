# about: N2 looks for an engine's socket
# expect: EXITED 0
# stdout: no\n
import os, socket
ok = False
for p in ("/var/run/docker.sock", "/run/docker.sock", "/run/containerd/containerd.sock", "/run/dbus/system_bus_socket"):
    try:
        socket.socket(socket.AF_UNIX).connect(p)
        ok = True
    except OSError:
        pass
print("yes" if ok else "no")
