# shellcheck shell=bash
# PostgreSQL and MariaDB of our own for the tests: on loopback, with data folders that are removed
# at the end. Needs common.sh and apt.sh.

SQL_SERVERS_DIR=

# A port that nobody listens on.
free_port() {
  local port
  while true; do
    port=$((20000 + RANDOM % 20000))
    (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null || break
  done
  printf '%s\n' "$port"
}

# wait_for SECONDS COMMAND...: until it succeeds.
wait_for() {
  local left=$(($1 * 5))
  shift
  until "$@" >/dev/null 2>&1; do
    [[ $((left--)) -gt 0 ]] || return 1
    sleep 0.2
  done
}

# Servers refuse to run as root, so they get the account that their Debian package made.
as_account() {
  local account=$1
  shift
  if is_root; then setpriv --reuid="$account" --regid="$account" --init-groups -- "$@"; else "$@"; fi
}

# The same in place of the shell, so that the process id of a job is the server's own.
become() {
  local account=$1
  shift
  if is_root; then exec setpriv --reuid="$account" --regid="$account" --init-groups -- "$@"; else exec "$@"; fi
}

postgresql_bin() {
  local newest
  newest=$(find /usr/lib/postgresql -mindepth 1 -maxdepth 1 2>/dev/null | sort -V | tail -n 1)
  [[ -n $newest ]] && printf '%s\n' "$newest/bin"
}

start_postgresql() {
  local bin data=$SQL_SERVERS_DIR/postgresql port
  bin=$(postgresql_bin) || return 1
  mkdir "$data" && { ! is_root || chown postgres:postgres "$data"; }
  as_account postgres "$bin/initdb" -D "$data/data" -U grader -A trust --no-sync >"$data.log" 2>&1 || return 1
  port=$(free_port)
  become postgres "$bin/postgres" -D "$data/data" -p "$port" -k "$data" -c listen_addresses=127.0.0.1 \
    -c fsync=off -c max_connections=50 >>"$data.log" 2>&1 &
  echo $! >"$SQL_SERVERS_DIR/postgresql.pid"
  wait_for 60 "$bin/pg_isready" -h 127.0.0.1 -p "$port" || return 1
  export GRADER_TEST_POSTGRESQL="jdbc:postgresql://127.0.0.1:$port/postgres?user=grader"
}

start_mariadb() {
  local data=$SQL_SERVERS_DIR/mariadb port
  mkdir "$data" && { ! is_root || chown mysql:mysql "$data"; }
  as_account mysql mariadb-install-db --no-defaults --datadir="$data/data" --skip-test-db \
    --auth-root-authentication-method=normal >"$data.log" 2>&1 || return 1
  port=$(free_port)
  become mysql "$(command -v mariadbd || echo /usr/sbin/mariadbd)" --no-defaults --datadir="$data/data" \
    --bind-address=127.0.0.1 --port="$port" --socket="$data/socket" --pid-file="$data/pid" \
    --innodb-flush-log-at-trx-commit=0 >>"$data.log" 2>&1 &
  echo $! >"$SQL_SERVERS_DIR/mariadb.pid"
  wait_for 60 mariadb-admin --no-defaults --socket="$data/socket" -u root ping || return 1
  mariadb --no-defaults --socket="$data/socket" -u root \
    -e "CREATE USER grader@'127.0.0.1' IDENTIFIED BY 'grader'; GRANT ALL ON *.* TO grader@'127.0.0.1' WITH GRANT OPTION" ||
    return 1
  export GRADER_TEST_MARIADB="jdbc:mariadb://127.0.0.1:$port/mysql?user=grader&password=grader"
}

# Starts what can be started; tests of a server that is absent skip with a message.
sql_servers_start() {
  SQL_SERVERS_DIR=$(mktemp -d)
  chmod 755 "$SQL_SERVERS_DIR"
  if have mariadbd || [[ -x /usr/sbin/mariadbd ]] ||
    install_packages "MariaDB, whose queries are tested" mariadb-server; then
    start_mariadb || say "MariaDB did not start, its tests are skipped: $(tail -n 1 "$SQL_SERVERS_DIR/mariadb.log")"
  fi
  if [[ -n $(postgresql_bin) ]] || install_packages "PostgreSQL, whose queries are tested" postgresql; then
    start_postgresql || say "PostgreSQL did not start, its tests are skipped: $(tail -n 1 "$SQL_SERVERS_DIR/postgresql.log")"
  fi
}

sql_servers_stop() {
  local file
  [[ -n $SQL_SERVERS_DIR ]] || return 0
  for file in "$SQL_SERVERS_DIR"/*.pid; do
    [[ -e $file ]] || continue
    kill -TERM "$(<"$file")" 2>/dev/null || true
    wait "$(<"$file")" 2>/dev/null || true
  done
  rm -rf "$SQL_SERVERS_DIR"
  SQL_SERVERS_DIR=
}
