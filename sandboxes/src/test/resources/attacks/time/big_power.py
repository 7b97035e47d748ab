# about: T7 one long operation that no signal interrupts
# expect: CPU_LIMIT
# limits: memory=512
x = str(7 ** (10 ** 8))
