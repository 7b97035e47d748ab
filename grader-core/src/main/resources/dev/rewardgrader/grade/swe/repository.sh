# changes [SETTING…]: every path that differs from the base commit, ignored ones included, as git
# tells it.
changes() {
  git "$@" -c core.fileMode=false status --porcelain -z -uall --ignored --no-renames
}

# unrun_changes: the same while nothing of a patch has run. No file can then have another text and
# still its old size and time, and an image gives all files a new inode and change time, for which
# git would read each of them.
unrun_changes() {
  changes -c core.trustctime=false -c core.checkStat=minimal
}

# reset: takes the paths of standard input, each ended by a zero byte, from the base commit; those
# that it does not have are removed.
reset() {
  local path
  while IFS= read -r -d '' path; do
    rm -rf -- "$path"
    git checkout -q HEAD -- "$path" 2>/dev/null || :
  done
}

# alone: whether the commit that is checked out is all that git's objects hold, also those that no
# name leads to.
alone() {
  local commits kind number objects=0
  commits=$(git rev-list --all HEAD --max-count=2) && [ -n "$commits" ] || return 1
  [ "${commits#*$'\n'}" = "$commits" ] || return 1
  [ ! -e .git/objects/info/alternates ] || return 1
  while read -r kind number; do
    case $kind in count: | in-pack:) objects=$((objects + number)) ;; esac
  done <<<"$(git count-objects -v)"
  [ "$objects" -eq "$(git rev-list --objects --max-count=1 HEAD | wc -l)" ]
}

# kept: the objects to keep: the commit with its files, and what the index has besides.
kept() {
  git rev-list --objects --max-count=1 HEAD | cut -d ' ' -f 1 || return
  git diff-index --cached --quiet HEAD ||
    git ls-files -s | sed -n '/^160000/!s/^[0-9]* \([0-9a-f]*\).*/\1/p'
}

# forget: leaves one commit, so that there is no later one to read a fix from. Keeps the commit's
# name and the index. Packs are copied as they are: a fetch would read every object.
forget() {
  local new head file
  set -o pipefail
  alone && return 0
  [ ! -e .gitmodules ] || return 3
  head=$(git rev-parse HEAD) && new=$(mktemp -d) && git init -q "$new" &&
    mkdir -p "$new/.git/info" || return
  kept | git pack-objects -q --window=0 "$new/.git/objects/pack/pack" >/dev/null &&
    echo "$head" >"$new/.git/shallow" && git -C "$new" update-ref --no-deref HEAD "$head" &&
    cp .git/index "$new/.git/index" && cp .git/config "$new/.git/config" || return
  for file in exclude attributes sparse-checkout; do
    [ ! -e ".git/info/$file" ] || cp ".git/info/$file" "$new/.git/info/$file" || return
  done
  rm -rf .git && mv "$new/.git" .git && git remote | xargs -r -n 1 git remote remove
}
