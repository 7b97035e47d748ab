# about: D9 leaves a note for its next run
# expect: EXITED 0
# stdout: nothing\n
# again: same
import os
found = [d for d in ("/tmp", "/box", "/dev/shm", "/var/tmp") if os.path.exists(d + "/note")]
print(found or "nothing")
for d in ("/tmp", "/box", "/dev/shm", "/var/tmp"):
    try:
        open(d + "/note", "w").write("x")
    except OSError:
        pass
