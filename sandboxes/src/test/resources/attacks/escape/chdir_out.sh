# about: climbs out by way of folders
# expect: EXITED 0
# stdout: none\n
cd /box
for i in $(seq 100); do cd ..; done
found=none
for d in work newroot oldroot host; do [ -e "$PWD/$d" ] && found=$d; done
echo $found
