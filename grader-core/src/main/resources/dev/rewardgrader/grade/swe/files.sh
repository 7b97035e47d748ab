# CUT FIND: prints the files that a command names, one a line, each behind a line of its own.
eval "$2" 2>/dev/null | while IFS= read -r file; do
  printf '\n%s\n' "$1"
  cat -- "$file"
done
