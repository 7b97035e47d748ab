# Ends with 0 if no tests can be judged here: the disk is full, and what was written since the tests
# began is not what filled it. The disk is that of all containers.
df -Pk . | {
  read -r _
  read -r _ _ _ free _
  [ "${free:-1024}" -lt 1024 ]
} || exit 1
own=0
while read -r size; do
  own=$((own + size))
done <<<"$(find / -xdev -newer /eval.sh -type f -size +1024k -printf '%s\n' 2>/dev/null)"
[ "$own" -lt $((256 << 20)) ]
