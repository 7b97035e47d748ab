# about: opens as many files as it may
# expect: EXITED 0
# stdout: 61\n
# limits: files=64
n = 0
import os
try:
    while True:
        os.open("/dev/null", os.O_RDONLY)
        n += 1
except OSError:
    print(n)
