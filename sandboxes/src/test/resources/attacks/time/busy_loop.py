# about: T1 burns CPU for ever
# expect: CPU_LIMIT
while True:
    pass
