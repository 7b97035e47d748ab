# about: what an honest program does with its own sockets goes on working
# expect: EXITED 0
# stdout: hi\n
import socket, threading
a, b = socket.socketpair()
a.sendall(b"hi\n")
print(b.recv(10).decode(), end="")
