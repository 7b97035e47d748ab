# about: looks for a terminal to type into
# expect: EXITED 0
# stdout: none\n
import fcntl, os
got = []
for p in ("/dev/tty", "/dev/console", "/dev/ptmx", "/dev/pts/0", "/dev/tty0"):
    try:
        os.open(p, os.O_RDWR)
        got.append(p)
    except OSError:
        pass
for fd in (0, 1, 2):
    try:
        fcntl.ioctl(fd, 0x5412, b"x")
        got.append(fd)
    except OSError:
        pass
print(*got or ["none"])
