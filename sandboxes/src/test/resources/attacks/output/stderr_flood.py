# about: O3 floods standard error, with the right answer
# expect: EXITED 0
# stdout: 42\n
# limits: cpu=5000
import sys
sys.stderr.write("x" * (20 << 20))
print(42)
