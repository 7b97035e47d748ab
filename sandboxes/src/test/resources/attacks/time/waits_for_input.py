# about: T11 reads on after the end of its input
# expect: EXITED 1
while True:
    input()
