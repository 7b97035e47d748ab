# about: writes to a report that it was not given
# expect: EXITED 0
# stdout: refused\n
import os
try:
    os.write(3, b"forged")
    print("written")
except OSError:
    print("refused")
