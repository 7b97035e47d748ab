# shellcheck shell=bash
# What every script needs: messages, the checkout's root, the cache folder.

# shellcheck disable=SC2034  # read by the scripts that source this
GRADER_ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)

# Outlives a run, so that a second one is quick: engine, images, precompiled headers. Never in the checkout.
GRADER_CACHE=${GRADER_CACHE:-${XDG_CACHE_HOME:-${HOME:-/root}/.cache}/grader}
# What is prepared for the host's compilers; sandboxes of root run as users that cannot enter its home.
if [[ $EUID -eq 0 ]]; then
  GRADER_PREPARED=${GRADER_PREPARED:-/var/cache/grader/opt}
else
  GRADER_PREPARED=${GRADER_PREPARED:-${XDG_CACHE_HOME:-${HOME:-/root}/.cache}/grader/opt}
fi

say() { printf '%s\n' "$*" >&2; }

die() {
  printf '%s: %s\n' "${0##*/}" "$*" >&2
  exit 1
}

have() { command -v "$1" >/dev/null 2>&1; }

is_root() { [[ $(id -u) == 0 ]]; }

# usage FILE: the comment at the head of a script is its help.
usage() { sed -n '2,/^[^#]/{s/^# \{0,1\}//p}' "$1"; }

# Runs a command that a signal to this script shall end too, and returns its status. (In the
# foreground bash would wait for the command's own end before it handles the signal.)
run_stoppable() {
  local status=0 child
  "$@" &
  child=$!
  trap 'kill -TERM "$child" 2>/dev/null || true' INT TERM HUP
  while true; do
    status=0
    wait "$child" || status=$?
    kill -0 "$child" 2>/dev/null || break
  done
  trap - INT TERM HUP
  return "$status"
}
