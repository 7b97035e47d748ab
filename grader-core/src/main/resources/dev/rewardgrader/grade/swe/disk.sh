# disk.sh START: ends with 28 if no tests can be judged here: the disk is full, and what was written
# since START (seconds of the epoch) is not what filled it. The disk is that of all containers. What
# changed a file's own times changed its status, too, whose time nothing can set.
df -Pk . | {
  read -r _
  read -r _ _ _ free _
  [ "${free:-1024}" -lt 1024 ]
} || exit 0
own=0
while read -r blocks; do
  own=$((own + blocks * 512))
done <<<"$(find / -xdev -type f -newerct "@$1" -printf '%b\n' 2>/dev/null)"
[ "$own" -ge $((256 << 20)) ] || exit 28
