# about: D5 makes a device
# expect: EXITED !0
mknod out c 1 3
