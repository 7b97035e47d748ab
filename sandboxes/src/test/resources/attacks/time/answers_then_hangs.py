# about: T9 the right answer and then nothing
# expect: WALL_LIMIT
# stdout: 42\n
# limits: wall=700
import time
print(42, flush=True)
time.sleep(1e6)
