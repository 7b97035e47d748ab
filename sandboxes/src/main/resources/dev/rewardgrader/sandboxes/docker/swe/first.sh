# The first process of an evaluation's container. Nothing in the container can end or stop it, and it
# does what it is told over its standard input: a key, which is told it first of all and stands before
# each script, the script's length, and the script. What commands print goes to standard output; what
# it has to tell itself goes to standard error, which no command gets.
exec 3>&2 2>&1

# Containers without a network get no such file from the engine.
printf '127.0.0.1\tlocalhost\n::1\tlocalhost ip6-localhost ip6-loopback\n' >/etc/hosts

# One capability less than the first process has, so that the kernel keeps commands, root's as well,
# away from the memory and the open files of the first process. Which one does not matter; this one
# only lets a program write into the log of the kernel's auditing.
shield='setpriv --bounding-set -audit_write --inh-caps -audit_write'
if ! $shield /bin/bash -c '! : </proc/1/environ' >/dev/null 2>&1; then
  shield=
fi

# run SIZE FOLDER COMMAND…: runs a command out of reach of the first process's own files; tells its
# status. Where there is no such folder, the input of so many bytes is read all the same: the next
# script stands behind it.
run() {
  (
    cd -- "$2" || {
      head -c "$1" >/dev/null
      exit 1
    }
    unset OLDPWD
    shift 2
    exec 3>&- $shield "$@"
  )
  tell "$?"
}

# tell STATUS: a command's status, and how many processes there are beside the first.
tell() {
  local all=(/proc/[0-9]*)
  echo "$1 $((${#all[@]} - 1))" >&3
}

# clear: ends every process but the first, and waits until they are gone, as far as they go.
clear() {
  local i all
  kill -KILL -- -1
  for ((i = 0; i < 1000; i++)); do
    all=(/proc/[0-9]*)
    [ ${#all[@]} -gt 1 ] || break
  done
  tell 0
}

IFS= read -r key || exit
echo "ready ${shield:+shielded}" >&3
while IFS= read -r line && [ "$line" = "$key" ] && IFS= read -r size &&
  IFS= read -r -N "$size" script; do
  eval "$script"
done
