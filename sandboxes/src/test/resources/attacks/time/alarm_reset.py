# about: T8 resets every alarm there may be
# expect: CPU_LIMIT
import signal
while True:
    signal.alarm(0)
    signal.setitimer(signal.ITIMER_REAL, 0)
    signal.setitimer(signal.ITIMER_PROF, 0)
