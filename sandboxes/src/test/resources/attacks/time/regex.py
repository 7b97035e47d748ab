# about: T7 a regular expression that backtracks
# expect: CPU_LIMIT
import re
re.match(r"(a+)+$", "a" * 40 + "b")
