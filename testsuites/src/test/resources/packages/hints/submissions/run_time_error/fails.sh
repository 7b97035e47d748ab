read -r n
if [ "$n" -gt 50 ]; then
  exit 3
fi
echo "$n"
