# about: D1 fills /tmp
# expect: EXITED 0
# stdout: full\n
# limits: cpu=3000
n = 0
try:
    while True:
        with open("/tmp/%d" % n, "wb") as f:
            f.write(b"x" * (1 << 20))
        n += 1
except OSError:
    print("full" if n < 40 else n)
