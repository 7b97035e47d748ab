# about: P1 as scripts do it
# expect: CPU_LIMIT | WALL_LIMIT | EXITED 1 | MEMORY_LIMIT
# limits: cpu=800 wall=3000 memory=512
import os
while True:
    os.fork()
