# about: D6 folders deeper than any path may be long
# expect: EXITED 0
# keeps: true
# limits: cpu=5000
import os
for i in range(300):
    os.mkdir("d" * 200)
    os.chdir("d" * 200)
