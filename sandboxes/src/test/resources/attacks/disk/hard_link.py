# about: hard links to what is not its own
# expect: EXITED 0
# stdout: refused\n
import os
made = 0
for f in ("/etc/passwd", "/bin/sh", "/proc/1/environ"):
    try:
        os.link(f, "/tmp/x%d" % made)
        made += 1
    except OSError:
        pass
print("made" if made else "refused")
