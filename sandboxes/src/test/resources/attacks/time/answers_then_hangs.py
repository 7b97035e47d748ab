# about: T9 the right answer and then nothing
# expect: WALL_LIMIT
# stdout: 42\n
# limits: wall=4000
import time
print(42, flush=True)
time.sleep(1e6)
