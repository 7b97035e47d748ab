# about: M7 recursion with the interpreter's own limit raised
# expect: SIGNALED 11 | MEMORY_LIMIT | EXITED 1
# limits: memory=128 cpu=4000
import sys
sys.setrecursionlimit(10 ** 8)
class A:
    def __getattr__(self, name):
        return getattr(self, name + "x")
A().y
