# prepare CUT PATCH: all that comes before anything of the patch runs. Standard input has the paths
# to take from the base commit once the patch is applied. Prints its results behind lines of CUT.
prepare() {
  local cut=$1 patch=$2 status
  (forget) >/dev/null 2>&1
  printf '%s\n%s\n' "$?" "$cut"
  changes
  printf '\n%s\n' "$cut"
  apply "$patch" 2>&1
  status=$?
  printf '\n%s\n%s\n%s\n' "$cut" "$status" "$cut"
  changes
  reset >/dev/null 2>&1
}
