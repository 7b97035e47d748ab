# about: N4 leaves a socket without a file for its next run
# expect: EXITED 0
# stdout: alone\n
# again: same
import os, socket, time
s = socket.socket(socket.AF_UNIX)
try:
    s.connect("\0note")
    print("met")
except OSError:
    print("alone", flush=True)
if os.fork() == 0:
    os.setsid()
    t = socket.socket(socket.AF_UNIX)
    t.bind("\0note")
    t.listen()
    t.accept()
time.sleep(0.05)
os._exit(0)
