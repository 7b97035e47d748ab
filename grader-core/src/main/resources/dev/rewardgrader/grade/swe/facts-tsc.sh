tsc=node_modules/.bin/tsc
[ -x "$tsc" ] || tsc=$(command -v tsc) || exit 0
printf 'tool\ttsc\n'
"$tsc" --noEmit --pretty false 2>&1 | sed -n 's/^\(.*([0-9,]*)\): error /error\t\1: /p'
