# about: D6 names that no tool expects
# expect: EXITED 0
# keeps: true
import os
for name in (b"a\nb", b"-rf", b"\xff\xfe", b"* ?", b"$(id)", b"..a", b"\x1b[2J"):
    open(name, "wb").write(b"x")
