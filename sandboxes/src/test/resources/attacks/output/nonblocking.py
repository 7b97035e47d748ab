# about: makes the shared pipe non-blocking
# expect: EXITED 0
# stdout-bytes: 300000
import os
os.set_blocking(1, False)
left = b"x" * 300000
while left:
    try:
        left = left[os.write(1, left):]
    except BlockingIOError:
        pass
os._exit(0)
