# own: what git would read or run of its own folder, which git itself lets no patch touch.
own() {
  find .git/config .git/config.worktree .git/hooks .git/info .git/modules -type f \
    -exec cksum {} + 2>/dev/null
}

# prepare CUT PATCH: all that comes before anything of the patch runs. Standard input has the paths
# to take from the base commit once the patch is applied. Prints its results behind lines of CUT.
# Returns what apply does, or 10 if the patch wrote into git's own folder.
prepare() {
  local cut=$1 patch=$2 status before=
  before_patch() { before=own:$(own); }
  (forget) >/dev/null 2>&1
  printf '%s\n%s\n' "$?" "$cut"
  unrun_changes
  printf '\n%s\n' "$cut"
  apply "$patch" 2>&1
  status=$?
  [ -z "$before" ] || [ "own:$(own)" = "$before" ] || status=10
  printf '\n%s\n%s\n%s\n' "$cut" "$status" "$cut"
  [ "$status" -lt 9 ] || return "$status"
  unrun_changes
  reset >/dev/null 2>&1
  return "$status"
}

# look CUT [FILE] [CHANGES]: what differs now, and the text of a file.
look() {
  "${3:-changes}"
  printf '\n%s\n' "$1"
  [ -z "${2:-}" ] || cat -- "$2" 2>/dev/null
}
