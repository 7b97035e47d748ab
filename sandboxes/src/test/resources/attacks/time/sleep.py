# about: T2 waits for ever
# expect: WALL_LIMIT
# limits: wall=700
import time
time.sleep(1e8)
