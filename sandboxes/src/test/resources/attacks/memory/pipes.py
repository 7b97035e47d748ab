# about: M9 memory in the buffers of pipes
# expect: EXITED 0
# stdout: bounded\n
import os
n = 0
try:
    while True:
        r, w = os.pipe()
        os.set_blocking(w, False)
        n += os.write(w, b"x" * (1 << 16))
except OSError:
    pass
print("bounded" if n < 64 << 20 else n)
