# about: many sleeping children in sessions of their own
# expect: EXITED 0
import os, time
for i in range(20):
    if os.fork() == 0:
        os.setsid()
        time.sleep(1000)
os._exit(0)
