# about: M1 the same in Python
# expect: MEMORY_LIMIT
# limits: cpu=5000
a = []
while True:
    a.append(bytearray(1 << 20))
