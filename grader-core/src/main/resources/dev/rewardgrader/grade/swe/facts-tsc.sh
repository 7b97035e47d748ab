# What tsc says of the projects that some files belong to, each with the tsconfig.json that is nearest
# above it, and of those without one by themselves. It runs nothing of them.
tsc=node_modules/.bin/tsc
[ -x "$tsc" ] || tsc=$(command -v tsc) || exit 0
printf 'tool\ttsc\n'

# said: errors as tsc prints them; those with a number from 1000 to 1999 are of the syntax.
said() {
  sed -n 's/^\(.*([0-9,]*)\): error /error\t\1: /p
    s/^error\t\(.*\)([0-9,]*): TS1[0-9][0-9][0-9]: .*/unparsable\t\1/p'
}

# project FILE: the folder of its tsconfig.json.
project() {
  local folder=$1
  while [ "$folder" != . ] && [ "$folder" != / ]; do
    folder=$(dirname "$folder")
    [ ! -e "$folder/tsconfig.json" ] || { printf '%s\n' "$folder"; return 0; }
  done
  return 1
}

projects=()
alone=()
for file; do
  if folder=$(project "$file"); then
    projects+=("$folder")
  elif [ -e "$file" ]; then
    alone+=("$file")
  fi
done
[ ${#projects[@]} -eq 0 ] || printf '%s\n' "${projects[@]}" | sort -u | while IFS= read -r folder; do
  "$tsc" --noEmit --pretty false -p "$folder" </dev/null 2>&1 | said
done
[ ${#alone[@]} -eq 0 ] || "$tsc" --noEmit --pretty false --skipLibCheck "${alone[@]}" 2>&1 | said
