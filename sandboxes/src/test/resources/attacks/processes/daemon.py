# about: P3 a daemon that holds nothing open
# expect: EXITED 0
# stdout: done\n
import os, time
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        os.closerange(0, 64)
        while True:
            time.sleep(100)
    os._exit(0)
time.sleep(0.05)
print("done")
