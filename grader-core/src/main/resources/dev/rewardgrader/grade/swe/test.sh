# reported CUT SCRIPT FIND: runs a script; behind what it prints come the files that a command
# names, one a line. Returns the script's status.
reported() {
  local cut=$1 status file
  /bin/bash "$2" </dev/null
  status=$?
  printf '\n%s-end\n' "$cut"
  [ -z "$3" ] || bash -c "$3" 2>/dev/null | while IFS= read -r file; do
    printf '\n%s\n' "$cut"
    cat -- "$file"
  done
  return $status
}
