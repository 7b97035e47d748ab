# about: D8 changes its own source; the next run sees the sealed one
# expect: EXITED 0
# stdout: first\n
# again: same
if [ -e /box/marker ]; then echo second; else echo first; fi
echo "echo forged" > "$0"
touch /box/marker
