# about: D7 a folder that nobody may enter
# expect: EXITED 0
# keeps: true
import os
os.makedirs("a/b/c")
open("a/b/c/f", "w").write("x")
os.chmod("a/b/c", 0)
os.chmod("a/b", 0)
os.chmod("a", 0)
