# about: N4 listens for its next run
# expect: EXITED 0
# stdout: alone\n
# again: same
import os, socket
s = socket.socket()
try:
    s.connect(("127.0.0.1", 4711))
    print("met")
except OSError:
    print("alone", flush=True)
if os.fork() == 0:
    os.setsid()
    t = socket.socket()
    t.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    t.bind(("127.0.0.1", 4711))
    t.listen()
    t.accept()
import time
time.sleep(0.05)
os._exit(0)
