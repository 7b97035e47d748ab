# about: P6 becomes itself again and again
# expect: CPU_LIMIT | WALL_LIMIT
# limits: cpu=400 wall=4000
exec bash "$0"
