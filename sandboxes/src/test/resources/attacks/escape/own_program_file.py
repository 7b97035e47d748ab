# about: E4 writes to the program it runs as
# expect: EXITED 0
# stdout: refused\n
import os
try:
    os.open("/proc/self/exe", os.O_WRONLY)
    print("opened")
except OSError:
    print("refused")
