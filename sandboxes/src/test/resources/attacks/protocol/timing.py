# about: sets the clock to look fast
# expect: EXITED 0
# stdout: refused\n
import time
try:
    time.clock_settime(time.CLOCK_REALTIME, 0)
    print("set")
except OSError:
    print("refused")
