# changes: every path that differs from the base commit, ignored ones included, as git tells it.
changes() {
  git -c core.fileMode=false status --porcelain -z -uall --ignored --no-renames
}

# reset: takes the paths of standard input, each ended by a zero byte, from the base commit; those
# that it does not have are removed.
reset() {
  local path
  while IFS= read -r -d '' path; do
    rm -rf -- "$path"
    if git cat-file -e "HEAD:$path" 2>/dev/null; then
      git checkout -q HEAD -- "$path"
    fi
  done
}

# forget: leaves one commit, so that there is no later one to read a fix from. Keeps the commit's
# name and the index.
forget() {
  local new
  [ "$(git rev-list --all HEAD --max-count=2 | wc -l)" -gt 1 ] || return 0
  [ ! -e .gitmodules ] || return 3
  new=$(mktemp -d) && git init -q "$new" &&
    git -c uploadpack.allowAnySHA1InWant=true -C "$new" fetch -q --depth 1 "file://$PWD" \
      "$(git rev-parse HEAD)" &&
    git -C "$new" update-ref --no-deref HEAD FETCH_HEAD && rm -f "$new/.git/FETCH_HEAD" &&
    cp .git/index "$new/.git/index" && cp .git/config "$new/.git/config" &&
    rm -rf .git && mv "$new/.git" .git && git remote | xargs -r -n 1 git remote remove
}
