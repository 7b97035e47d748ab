# about: D4 a link to an endless device
# expect: EXITED 0
# get: out
# keeps: true
ln -s /dev/urandom out
