# before_patch: what is to be done before the program patch runs, which git's own checks do not bind.
before_patch() { :; }

# apply PATCH: as the public harness does it, four attempts with a reset between them. Prints what
# the last one printed; returns its number, 8 for 'already applied', 9 if none worked, 12 if the image
# has no program that could.
apply() {
  local patch=$1 number=0 how
  command -v git >/dev/null || command -v patch >/dev/null || return 12
  for how in 'git apply --verbose' 'git apply --verbose --3way' 'git apply --verbose --reject' \
    'patch --batch --forward --fuzz=5 -p1 -i'; do
    if [ $number -gt 0 ]; then
      { git checkout -- . ; git clean -fd; } >/dev/null 2>&1
    fi
    [ $number -lt 3 ] || before_patch
    if $how "$patch" >"$patch.log" 2>&1; then
      tail -c 1000000 "$patch.log"
      return $number
    fi
    number=$((number + 1))
  done
  tail -c 1000000 "$patch.log"
  git apply --check --reverse "$patch" >/dev/null 2>&1 && return 8
  return 9
}
