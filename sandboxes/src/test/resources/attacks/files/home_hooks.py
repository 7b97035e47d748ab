# about: F6 plants start-up files for the next interpreter
# expect: EXITED 0
# stdout: clean\n
# again: same
import os, sys
print("dirty" if getattr(sys, "planted", 0) else "clean")
for p in ("/box/sitecustomize.py", "/box/usercustomize.py", "/tmp/sitecustomize.py", "/tmp/.local/lib/python3.11/site-packages/usercustomize.py", "/tmp/.pythonrc"):
    try:
        os.makedirs(os.path.dirname(p), exist_ok=True)
        open(p, "w").write("import sys\nsys.planted = 1\n")
    except OSError:
        pass
