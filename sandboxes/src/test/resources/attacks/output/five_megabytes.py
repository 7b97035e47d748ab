# about: O2 much output that is right
# expect: EXITED 0
# stdout-bytes: 5000000
# limits: stdout=8192 cpu=4000
import sys
sys.stdout.write("123456789\n" * 500000)
