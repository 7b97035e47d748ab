# about: C8 a number of a million digits
# expect: EXITED 1 | CPU_LIMIT
# limits: cpu=4000
eval("1" * 1000000)
