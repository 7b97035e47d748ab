# own: what git would read or run of its own folder, which git itself lets no patch touch.
own() {
  find .git/config .git/config.worktree .git/hooks .git/info .git/modules -type f \
    -exec cksum {} + 2>/dev/null
}

# usable: whether git finds the base commit and its files, which nothing else works on: what holds the
# index was left by a git that was killed when the image was made. Where it does not trust a folder
# of another user's, it is told to; tests would otherwise run with a git that refuses to work.
usable() {
  local trusting=/tmp/grader-trusting
  [ ! -e .git/index.lock ] || rm -f .git/index.lock
  git rev-parse -q --verify 'HEAD^{tree}' >/dev/null 2>&1 && return 0
  printf '[safe]\n\tdirectory = *\n' >$trusting &&
    GIT_CONFIG_GLOBAL=$trusting git rev-parse -q --verify 'HEAD^{tree}' >/dev/null 2>&1 &&
    rm -f $trusting && git config --global --add safe.directory '*' &&
    git rev-parse -q --verify 'HEAD^{tree}' >/dev/null && return 0
  git rev-parse --verify 'HEAD^{tree}'
}

# prepare CUT PATCH: all that comes before anything of the patch runs. Standard input has the paths
# to take from the base commit once the patch is applied. Prints its results behind lines of CUT.
# Returns what apply does, or 10 if the patch wrote into git's own folder.
prepare() {
  local cut=$1 patch=$2 status before=
  usable || exit 11
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
  [ ! -f "${2:-}" ] || cat -- "$2" 2>/dev/null
}
