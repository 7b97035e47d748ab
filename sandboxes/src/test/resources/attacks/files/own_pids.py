# about: F3 sees its own processes and no others
# expect: EXITED 0
# stdout: 2\n
import os
print(len([p for p in os.listdir("/proc") if p.isdigit()]))
