# about: M7 recursion without end
# expect: EXITED 1
def f(n):
    return f(n + 1)
f(0)
