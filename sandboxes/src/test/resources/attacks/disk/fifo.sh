# about: D5 a pipe where a file is expected
# expect: EXITED 0
# get: out
# keeps: true
mkfifo out
