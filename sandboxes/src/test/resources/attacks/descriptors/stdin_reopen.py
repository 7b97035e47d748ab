# about: writes into its own input
# expect: EXITED 0
# stdout: refused\n
# stdin: hello
import os
try:
    fd = os.open("/proc/self/fd/0", os.O_WRONLY)
    os.write(fd, b"forged")
    print("written")
except OSError:
    print("refused")
