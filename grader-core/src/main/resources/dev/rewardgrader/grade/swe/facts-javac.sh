command -v javac >/dev/null && [ $# -gt 0 ] || exit 0
printf 'tool\tjavac\n'
roots=$(find . -type d -path '*/src/*/java' -not -path '*/target/*' | paste -sd:)
jars=$(find /root/.m2/repository -name '*.jar' 2>/dev/null | head -n 300 | paste -sd:)
out=$(mktemp -d)
# Plugins are looked for on the class path, and one made for a newer Java ends javac, where there is no processor path.
javac -J-Duser.language=en -proc:none -processorpath "$out" -implicit:none -Xlint:all -Xmaxerrs 1000 -Xmaxwarns 1000 -d "$out" \
  -sourcepath "${roots:-.}" -cp "$jars" "$@" 2>&1 |
  sed -n 's/^\([^:]*\.java:[0-9]*\): error: /error\t\1: /p; s/^\([^:]*\.java:[0-9]*\): warning: /warning\t\1: /p'
rm -rf "$out"
