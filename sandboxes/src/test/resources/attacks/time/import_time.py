# about: T6 burns while a class is made
# expect: CPU_LIMIT
class A:
    while True:
        pass
