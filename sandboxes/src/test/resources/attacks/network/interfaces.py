# about: N1 looks for interfaces
# expect: EXITED 0
# stdout: lo\n
import socket
print(*sorted(n for i, n in socket.if_nameindex() if not n.startswith(("tunl", "sit", "ip6", "gre", "erspan", "gretap"))))
