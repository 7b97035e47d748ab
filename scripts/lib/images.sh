# shellcheck shell=bash
# Builds the sandbox images. Needs common.sh, apt.sh and an engine in DOCKER_HOST.

IMAGES_FOLDER=$GRADER_ROOT/sandboxes/images
LANGUAGES_FILE=$GRADER_ROOT/sandboxes/languages.yaml
IMAGES_VERSION=$(sed -n 's/^  <version>\(.*\)<\/version>$/\1/p' "$GRADER_ROOT/pom.xml")
DEBIAN_SUITE=bookworm
# shellcheck disable=SC2034  # read by the scripts that source this
DEFAULT_IMAGES=(base python cpp java node)
# shellcheck disable=SC2034
DEFAULT_LANGUAGES=(python c cpp java javascript typescript)
INPUTS_LABEL=dev.rewardgrader.inputs

# Prints a line "language image package..." for every language of LANGUAGES_FILE.
language_images() {
  awk '
    function flush() { if (name != "") print name, image, packages }
    /^  [^ #].*:[ \t]*$/ { flush(); name = $1; sub(/:$/, "", name); image = packages = "" }
    /^    image:/ { image = $2 }
    /^    packages:/ { sub(/^[^[]*\[/, ""); sub(/\].*$/, ""); gsub(/,/, " "); $1 = $1; packages = $0 }
    END { flush() }
  ' "$LANGUAGES_FILE"
}

# Prints the image of a language or image name; fails for a name that is neither.
image_named() {
  [[ $1 == base ]] && { echo base && return 0; }
  language_images | awk -v wanted="$1" '
    $1 == wanted { image = $2 }
    $2 == wanted { image = image == "" ? $2 : image }
    END { if (image == "") exit 1; print image }'
}

image_names() { language_images | awk '!seen[$2]++ { print $2 }'; }

# What the languages of one image need together.
image_packages() {
  language_images | awk -v image="$1" '$2 == image { for (i = 3; i <= NF; i++) if (!seen[$i]++) print $i }'
}

image_tag() { printf 'grader/%s:%s\n' "$1" "$IMAGES_VERSION"; }

# A hash over everything that an image is made of, its base image's included.
image_inputs() {
  {
    [[ $1 == base ]] || image_inputs base
    echo "$DEBIAN_SUITE $IMAGES_VERSION" && image_packages "$1"
    image_context "$1" | sha256sum
  } | sha256sum | cut -c 1-32
}

# A tar of the files that an image's build sees; the same bytes for the same files.
image_context() {
  local tar=(tar -c --sort=name --owner=0 --group=0 --numeric-owner --mtime=@0 --mode=go=rX)
  [[ ! -d $IMAGES_FOLDER/$1 ]] || tar+=(-C "$IMAGES_FOLDER/$1" .)
  [[ -z ${2:-} ]] || tar+=(-C "$2" jars)
  "${tar[@]}" -C "$IMAGES_FOLDER" Dockerfile install
}

# Where an image's folder has a pom.xml, has it put its dependencies into the folder jars of DESTINATION.
fetch_jars() {
  local pom=$IMAGES_FOLDER/$1/pom.xml destination=$2
  mkdir -p "$destination/jars"
  [[ -e $pom ]] || return 0
  have mvn || install_packages "jars of the image $1" maven || return 1
  mvn -q -B -f "$pom" generate-resources -Djars="$destination/jars" >&2
}

image_is_current() {
  [[ $(docker image inspect --format "{{index .Config.Labels \"$INPUTS_LABEL\"}}" "$(image_tag "$1")" 2>/dev/null) == \
    $(image_inputs "$1") ]]
}

# build_images [--force] NAME...: those that are not current; one caller at a time.
build_images() {
  local force='' name building status=0
  if [[ $1 == --force ]]; then
    force=force
    shift
  fi
  mkdir -p "$GRADER_CACHE"
  exec {building}>>"$GRADER_CACHE/images.lock"
  flock "$building"
  for name; do
    build_image "$name" "$force" || { status=1 && break; }
  done
  exec {building}>&-
  return "$status"
}

# build_image NAME [force]: does nothing when the image is current.
build_image() {
  local name=$1 force=${2:-} tag old start=$SECONDS
  tag=$(image_tag "$name")
  if [[ -z $force ]] && image_is_current "$name"; then
    return 0
  fi
  old=$(docker image inspect --format '{{.Id}}' "$tag" 2>/dev/null) || true
  say "Building $tag"
  if [[ $name == base ]]; then
    debian_image || return 1
    build_on "$DEBIAN_IMAGE" base || return 1
  else
    build_image base || return 1
    build_on "$(image_tag base)" "$name" || build_flat "$name" || return 1
  fi
  [[ -z $old || $old == $(docker image inspect --format '{{.Id}}' "$tag") ]] ||
    docker image rm "$old" >/dev/null 2>&1 || true # still used by a container: it goes with the next build
  say "Built $tag in $((SECONDS - start)) s"
}

# Sets DEBIAN_IMAGE: Debian's own image where a registry answers, else one made by mmdebstrap.
debian_image() {
  DEBIAN_IMAGE=debian:$DEBIAN_SUITE-slim
  docker image inspect "$DEBIAN_IMAGE" >/dev/null 2>&1 && return 0
  timeout 600 docker pull -q "$DEBIAN_IMAGE" >/dev/null 2>&1 && return 0
  DEBIAN_IMAGE=grader/debian:$DEBIAN_SUITE
  docker image inspect "$DEBIAN_IMAGE" >/dev/null 2>&1 && return 0
  say "No registry answers; making the base image from Debian packages"
  debian_tree | docker import - "$DEBIAN_IMAGE" >/dev/null
}

# debian_tree [MMDEBSTRAP OPTION...]: a minimal Debian as a tar on standard output.
debian_tree() {
  install_packages "root file system of images" mmdebstrap || return 1
  local proxy=
  eval "$(apt-config shell proxy Acquire::http::Proxy 2>/dev/null)"
  mmdebstrap --quiet --variant=minbase ${proxy:+--aptopt="Acquire::http::Proxy \"$proxy\""} \
    --dpkgopt='path-exclude=/usr/share/man/*' --dpkgopt='path-exclude=/usr/share/doc/*' \
    --dpkgopt='path-exclude=/usr/share/locale/*' "$@" "$DEBIAN_SUITE" - \
    "deb http://deb.debian.org/debian $DEBIAN_SUITE main" \
    "deb http://deb.debian.org/debian $DEBIAN_SUITE-updates main" \
    "deb http://deb.debian.org/debian-security $DEBIAN_SUITE-security main"
}

# The usual way: a layer on top of another image, with the network for apt.
build_on() {
  local from=$1 name=$2 work network=default status=0
  # Our own engine has no bridge; apt then uses the host's network.
  docker network inspect bridge >/dev/null 2>&1 || network=host
  work=$(mktemp -d)
  fetch_jars "$name" "$work" &&
    image_context "$name" "$work" | docker build --network "$network" --force-rm -t "$(image_tag "$name")" \
      --build-arg FROM="$from" --build-arg VERSION="$IMAGES_VERSION" \
      --build-arg INPUTS="$(image_inputs "$name")" \
      --build-arg PACKAGES="$(image_packages "$name" | tr '\n' ' ')" \
      - >"$work/log" 2>&1 || status=1
  if [[ $status != 0 ]]; then
    say "docker build of $name failed:"
    tail -n 15 "$work/log" >&2
  fi
  rm -rf "$work"
  return "$status"
}

# The other way, where builds have no network: everything in one layer, installed out here.
build_flat() {
  local name=$1 work status=0
  say "Making $name from Debian packages instead"
  work=$(mktemp -d)
  image_context base >"$work/base.tar"
  fetch_jars "$name" "$work" && image_context "$name" "$work" >"$work/image.tar" || return 1
  debian_tree --customize-hook="
      into() { mkdir -p \"\$1/tmp/image\" && tar -x -C \"\$1/tmp/image\" -f \"\$2\"; }
      into \"\$1\" '$work/base.tar' && chroot \"\$1\" /tmp/image/install
      into \"\$1\" '$work/image.tar' && chroot \"\$1\" /tmp/image/install $(image_packages "$name" | tr '\n' ' ')" |
    docker import \
      --change 'USER grader' --change 'WORKDIR /box' \
      --change 'ENV LANG=C.UTF-8 TZ=UTC HOME=/tmp' \
      --change "LABEL $INPUTS_LABEL=$(image_inputs "$name")" \
      - "$(image_tag "$name")" >/dev/null || status=1
  rm -rf "$work"
  return "$status"
}
