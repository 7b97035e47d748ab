# about: P1 the shell's own
# expect: CPU_LIMIT | WALL_LIMIT | EXITED !0 | EXITED 0
# limits: cpu=800 wall=3000
bomb() { bomb | bomb & }
bomb
wait
