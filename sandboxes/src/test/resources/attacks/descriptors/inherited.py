# about: holds nothing but its three descriptors
# expect: EXITED 0
# stdout: 0 1 2\n
import os
held = []
for fd in range(0, 64):
    try:
        os.fstat(fd)
        held.append(fd)
    except OSError:
        pass
print(*held)
