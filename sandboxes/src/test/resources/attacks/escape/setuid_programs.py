# about: E3 programs that give their starter root's powers
# expect: EXITED 0
# stdout: 0\n
import os, subprocess
root = 0
for p in ("/usr/bin/su", "/usr/bin/sudo", "/usr/bin/passwd", "/usr/bin/mount", "/usr/bin/newgrp"):
    if os.path.exists(p):
        r = subprocess.run([p, "-c", "id -u"], stdin=subprocess.DEVNULL, capture_output=True)
        root += r.stdout.strip() == b"0"
print(root)
