# about: removes what it can; the next run has it all
# expect: EXITED 0 | EXITED 1
# again: ending
rm -rf /box/* /tmp/* /etc /dev /usr/bin/rm 2>/dev/null
