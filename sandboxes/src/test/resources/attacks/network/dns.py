# about: N3 asks for a name
# expect: EXITED 0
# stdout: no\n
# limits: wall=20000
import socket
socket.setdefaulttimeout(0.2)
try:
    socket.getaddrinfo("secret.example.com", 80)
    print("yes")
except OSError:
    print("no")
