# about: M9 memory in files that have no name
# expect: EXITED 0
# stdout: refused\n
import os
try:
    os.memfd_create("x")
    print("made")
except OSError:
    print("refused")
