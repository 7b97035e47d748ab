# shellcheck shell=bash
# Finds or installs what building and the embedded sandbox need. Needs common.sh,
# apt.sh and, for languages, images.sh.

JAVA_VERSION_NEEDED=25

# Prints the home of a JDK that is new enough: the one in JAVA_HOME, on the PATH, or where Debian,
# Temurin, SDKMAN, IDEs, mise and asdf put theirs. The oldest that will do comes first.
find_jdk() {
  local home version on_path found=()
  on_path=$(readlink -f "$(command -v javac || true)" 2>/dev/null) || true
  for home in "${JAVA_HOME:-}" "${on_path%/bin/javac}" /usr/lib/jvm/* /usr/java/* /opt/java* /opt/jdk* \
    /opt/java/* "${HOME:-/root}"/.sdkman/candidates/java/* "${HOME:-/root}"/.jdks/* \
    "${HOME:-/root}"/.local/share/mise/installs/java/* "${HOME:-/root}"/.asdf/installs/java/*; do
    [[ -n $home && -x $home/bin/javac && -r $home/release ]] || continue
    version=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$home/release")
    [[ ${version:-0} -ge $JAVA_VERSION_NEEDED ]] && found+=("$version $home")
  done
  [[ ${#found[@]} -gt 0 ]] || return 1
  printf '%s\n' "${found[@]}" | sort -s -n -k 1,1 | sed -n '1s/^[0-9]* //p'
}

# Exports JAVA_HOME of a JDK that is new enough.
require_jdk() {
  local home package=openjdk-$JAVA_VERSION_NEEDED-jdk-headless
  if ! home=$(find_jdk); then
    if can_install && refresh_package_lists && has_candidate "$package"; then
      install_packages "JDK $JAVA_VERSION_NEEDED" "$package" || return 1
    fi
    home=$(find_jdk) || {
      say "No JDK $JAVA_VERSION_NEEDED or later was found, and this system's packages have none. Install one of:"
      say "  Eclipse Temurin $JAVA_VERSION_NEEDED, from https://adoptium.net (its Debian package is temurin-$JAVA_VERSION_NEEDED-jdk)"
      say "  with SDKMAN:  sdk install java $JAVA_VERSION_NEEDED-tem"
      say "and start this again. A JDK in an unusual place is found by JAVA_HOME."
      return 1
    }
  fi
  export JAVA_HOME=$home
}

# Everything at once, so that one run names all that is missing.
require_tools() {
  local status=0
  require_jdk || status=1
  require_maven || status=1
  require_sandbox_tools || status=1
  require_languages "${DEFAULT_LANGUAGES[@]}" || status=1
  return "$status"
}

require_maven() {
  have mvn || install_packages "Maven, which builds the grader" maven || return 1
  # Maven's own libraries are older than the JDK's warning about them.
  export MAVEN_OPTS="${MAVEN_OPTS:-} --sun-misc-unsafe-memory-access=allow"
}

# The C compiler makes the supervisor, a static program; bubblewrap is the embedded sandbox's wall.
require_sandbox_tools() {
  have gcc || install_packages "C compiler for the supervisor" gcc libc6-dev || return 1
  have bwrap || install_packages "bubblewrap, the embedded sandbox" bubblewrap || return 1
  bwrap --unshare-user --unshare-pid --ro-bind / / --proc /proc true 2>/dev/null || {
    say "bubblewrap cannot make a sandbox here: the system forbids user namespaces or a /proc of its own. As root, one of:"
    say "  sysctl kernel.unprivileged_userns_clone=1              (older Debian)"
    say "  sysctl kernel.apparmor_restrict_unprivileged_userns=0  (Ubuntu 24.04)"
    say "  --security-opt seccomp=unconfined --security-opt systempaths=unconfined   (for the container, inside one)"
    say "or use the Docker sandbox."
    return 1
  }
}

# require_languages NAME...: the host's own tools for languages, as the embedded sandbox uses them.
# A tool that did not come from a Debian package (Temurin's java) is taken as it is.
require_languages() {
  local language command found packages needed=()
  for language; do
    command=$(language_command "$language")
    read -ra packages < <(language_images | awk -v name="$language" '$1 == name { $1 = $2 = ""; print }')
    # What the sandbox starts: the system's own, not a user's from a version manager.
    found=$(PATH=/usr/local/bin:/usr/bin:/bin command -v "$command") || found=
    if [[ -z $found ]] || dpkg -S "$found" >/dev/null 2>&1; then
      needed+=("${packages[@]}")
    fi
  done
  [[ ${#needed[@]} == 0 ]] || install_packages "languages of the embedded sandbox" "${needed[@]}"
}

# The program that a language's version probe starts.
language_command() {
  awk -v wanted="  $1:" '
    /^  [^ #]/ { here = $0 ~ "^" wanted }
    here && /^    version:/ { sub(/^[^[]*\[/, ""); sub(/[],].*$/, ""); print; exit }
  ' "$LANGUAGES_FILE"
}

# What decides whether what was prepared for an image's compiler still fits it.
host_tool() {
  case $1 in
    go) PATH=/usr/local/bin:/usr/bin:/bin go version && ls /usr/share/gocode/src/github.com ;;
    rust) PATH=/usr/local/bin:/usr/bin:/bin rustc --version && ls /usr/share/cargo/registry ;;
  esac
}

# What images make once at their build, made for the host's own compilers: precompiled headers, class
# archives, Node's modules, Go's build cache, Rust's crates. All but modules and crates are an acceleration.
warm_host() {
  local image stamp want jars images=(cpp java node)
  # Where the system has them; they are nobody's default.
  PATH=/usr/local/bin:/usr/bin:/bin command -v go >/dev/null && images+=(go)
  PATH=/usr/local/bin:/usr/bin:/bin command -v rustc >/dev/null && images+=(rust)
  for image in "${images[@]}"; do
    stamp=$GRADER_PREPARED/.$image
    want=$({ g++ -v; javac -version; host_tool "$image"; cat "$IMAGES_FOLDER/$image"/*; } 2>&1 | sha256sum)
    [[ $(cat "$stamp" 2>/dev/null) != "$want" ]] || continue
    mkdir -p "$GRADER_PREPARED"
    say "Preparing the $image tools"
    jars=$(mktemp -d)
    if fetch_jars "$image" "$jars" &&
      PATH=/usr/local/bin:/usr/bin:/bin:$PATH GRADER_JARS=$jars/jars GRADER_OPT=$GRADER_PREPARED "$IMAGES_FOLDER/$image/setup" >/dev/null 2>&1; then
      printf '%s\n' "$want" >"$stamp"
    fi
    rm -rf "$jars"
  done
}
