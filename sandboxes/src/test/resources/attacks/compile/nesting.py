# about: C8 brackets without end
# expect: EXITED 1 | SIGNALED 11 | MEMORY_LIMIT
# limits: cpu=4000
compile("(" * 100000, "x", "eval")
