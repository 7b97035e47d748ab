# about: hides descriptors in sockets
# expect: EXITED 0
import array, socket
kept = []
try:
    for i in range(1000):
        a, b = socket.socketpair()
        a.sendmsg([b"x"], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", [a.fileno()]))])
        kept.append((a, b))
except OSError:
    pass
import os
os._exit(0)
