# about: D4 a link where a file is expected
# expect: EXITED 0
# get: out
# limits: wall=5000
# keeps: true
ln -s /etc/passwd out
