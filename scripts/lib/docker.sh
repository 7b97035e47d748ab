# shellcheck shell=bash
# A Docker engine for tests and image builds: the one that answers, or else one of our own.
#
# Our own engine keeps everything in one private folder and leaves the machine's network alone: no
# bridge, no firewall rules (sandboxes have no network; image builds use the host's). Scripts that
# run at the same time share it. Each holds a shared lock on the file `users`, which the kernel drops
# when the script ends in whatever way; the last one to leave stops the engine.

ENGINE_HOME=${GRADER_ENGINE_HOME:-$GRADER_CACHE/engine}
ENGINE_SOCKET=$ENGINE_HOME/run/docker.sock
ENGINE_PIDFILE=$ENGINE_HOME/run/docker.pid
ENGINE_LOG=$ENGINE_HOME/dockerd.log
engine_users_fd=

# engine_acquire: exports DOCKER_HOST of an engine that answers, or fails with a sentence.
engine_acquire() {
  local found
  if found=$(engine_of_the_machine); then
    export DOCKER_HOST=$found
    return 0
  fi
  if ! is_root; then
    say "No Docker engine answers${DOCKER_HOST:+ at $DOCKER_HOST}, and only root can start one."
    say "  Start Docker, or set DOCKER_HOST, or run this as root."
    return 1
  fi
  have docker && have dockerd || install_packages "Docker engine" docker.io || return 1
  # The package may have started the machine's own engine.
  if found=$(engine_of_the_machine); then
    export DOCKER_HOST=$found
    return 0
  fi
  [[ ${#ENGINE_SOCKET} -le 80 ]] ||
    { say "The path $ENGINE_SOCKET is too long for a socket; set GRADER_ENGINE_HOME to a shorter folder." && return 1; }

  mkdir -p "$ENGINE_HOME"
  chmod 700 "$ENGINE_HOME"
  local lock status=0
  exec {lock}>>"$ENGINE_HOME/lock" {engine_users_fd}>>"$ENGINE_HOME/users"
  flock "$lock"
  flock -s "$engine_users_fd"
  engine_answers "unix://$ENGINE_SOCKET" || engine_start "$lock" || status=1
  exec {lock}>&-
  if [[ $status != 0 ]]; then
    engine_release
    return 1
  fi
  export DOCKER_HOST=unix://$ENGINE_SOCKET
}

# engine_release: gives the engine back; stops it when it is ours, nobody else uses it, and it was not
# started to stay. To be called from a trap on EXIT; harmless when there is nothing to give back.
engine_release() {
  [[ -n $engine_users_fd ]] || return 0
  local lock
  exec {lock}>>"$ENGINE_HOME/lock"
  flock "$lock"
  if [[ ! -e $ENGINE_HOME/keep ]] && flock -n -x "$engine_users_fd"; then
    engine_stop
  fi
  exec {engine_users_fd}>&- {lock}>&-
  engine_users_fd=
}

# Prints the address of the engine that the environment, the chosen context or the default socket
# names, if it answers. Our own engine is not among them: using it needs a place among its users.
engine_of_the_machine() {
  have docker || return 1
  local host=${DOCKER_HOST:-}
  [[ -n $host ]] || host=$(docker context inspect --format '{{.Endpoints.docker.Host}}' 2>/dev/null) || true
  [[ $host != "unix://$ENGINE_SOCKET" ]] || return 1
  engine_answers "${host:=unix:///var/run/docker.sock}" && printf '%s\n' "$host"
}

engine_answers() {
  local socket=${1#unix://}
  [[ $1 != unix://* || -S $socket ]] || return 1
  DOCKER_HOST=$1 timeout 20 docker version --format '{{.Server.Version}}' >/dev/null 2>&1
}

engine_start() {
  local lock=$1 tries
  mkdir -p "$ENGINE_HOME/run" "$ENGINE_HOME/data"
  engine_kill_leftovers
  engine_nest_cgroups
  printf '{}\n' >"$ENGINE_HOME/daemon.json"
  say "Starting a Docker engine in $ENGINE_HOME"
  # Its own session, so that Ctrl-C reaches the script and not the engine; none of our locks, so that
  # it does not count as a user of itself.
  setsid dockerd --config-file "$ENGINE_HOME/daemon.json" \
    --data-root "$ENGINE_HOME/data" --exec-root "$ENGINE_HOME/run/exec" \
    --pidfile "$ENGINE_PIDFILE" -H "unix://$ENGINE_SOCKET" \
    --containerd-namespace grader --containerd-plugins-namespace grader-plugins \
    --bridge none --iptables=false --ip6tables=false --ip-forward=false --ip-masq=false \
    --shutdown-timeout 5 \
    </dev/null >"$ENGINE_LOG" 2>&1 {lock}>&- {engine_users_fd}>&- &
  local dockerd=$!
  disown "$dockerd"
  for ((tries = 0; tries < 600; tries++)); do
    engine_answers "unix://$ENGINE_SOCKET" && return 0
    kill -0 "$dockerd" 2>/dev/null || break
    sleep 0.1
  done
  say "The Docker engine did not start. The end of $ENGINE_LOG:"
  tail -n 5 "$ENGINE_LOG" >&2
  if kill -0 "$dockerd" 2>/dev/null; then engine_end_process "$dockerd"; fi
  return 1
}

engine_stop() {
  local pid
  if pid=$(engine_process "$ENGINE_PIDFILE"); then
    say "Stopping the Docker engine"
    engine_end_process "$pid"
  fi
  engine_kill_leftovers
}

# What a killed run left: pid files whose number now belongs to another program would keep dockerd
# from starting, and a containerd without its dockerd would live for ever.
engine_kill_leftovers() {
  local file pid
  for file in "$ENGINE_PIDFILE" "$ENGINE_HOME/run/exec/containerd/containerd.pid"; do
    if pid=$(engine_process "$file"); then engine_end_process "$pid"; fi
    rm -f "$file"
  done
  rm -f "$ENGINE_SOCKET"
  awk -v home="$ENGINE_HOME/" 'index($2, home) == 1 { print $2 }' /proc/mounts | sort -r | xargs -r umount -l || true
}

# Prints the process number in a pid file if that process is alive and a part of our engine.
engine_process() {
  local pid
  [[ -r $1 ]] && read -r pid <"$1" || [[ -n ${pid:-} ]] || return 1
  [[ $pid =~ ^[0-9]+$ && -r /proc/$pid/cmdline ]] || return 1
  tr '\0' '\n' <"/proc/$pid/cmdline" 2>/dev/null | grep -qF "$ENGINE_HOME/" || return 1
  printf '%s\n' "$pid"
}

engine_end_process() {
  local tries
  kill -TERM "$1" 2>/dev/null || return 0
  for ((tries = 0; tries < 300; tries++)); do
    kill -0 "$1" 2>/dev/null || return 0
    sleep 0.1
  done
  kill -KILL "$1" 2>/dev/null || true
}

# Inside a container with cgroup v2 the engine can hand out controllers only when no process sits in
# the cgroup that this container sees as the root. (On a host's real root there is no cgroup.type.)
engine_nest_cgroups() {
  local root=/sys/fs/cgroup pid
  [[ -e $root/cgroup.type && -w $root/cgroup.procs ]] || return 0
  grep -qw memory "$root/cgroup.subtree_control" && return 0
  mkdir -p "$root/init"
  while read -r pid; do
    printf '%s\n' "$pid" >"$root/init/cgroup.procs" 2>/dev/null || true
  done <"$root/cgroup.procs"
  sed -e 's/ / +/g' -e 's/^/+/' <"$root/cgroup.controllers" >"$root/cgroup.subtree_control" 2>/dev/null || true
}
