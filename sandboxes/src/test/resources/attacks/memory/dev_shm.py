# about: M5 fills shared memory
# expect: EXITED 0 | MEMORY_LIMIT
# stdout: full\n
try:
    with open("/dev/shm/x", "wb") as f:
        while True:
            f.write(b"x" * (1 << 20))
except OSError:
    print("full", flush=True)
