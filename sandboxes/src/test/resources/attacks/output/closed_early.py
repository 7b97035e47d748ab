# about: O9 closes its output before it is done
# expect: EXITED 0
# stdout: 42\n
import os, time
os.write(1, b"42\n")
os.close(1)
time.sleep(0.1)
os._exit(0)
