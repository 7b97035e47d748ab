# shellcheck shell=bash
# Builds the images of testsuites/swe-mini. Needs common.sh, apt.sh, images.sh and an engine in DOCKER_HOST.

SWE_MINI=$GRADER_ROOT/testsuites/swe-mini

# What the tasks of a language need on top of its sandbox image.
swe_packages() {
  case $1 in
    python) echo bash git patch python3-pytest ;;
    java) echo bash git patch maven ;;
    node) echo bash git patch ;;
    cpp) echo bash git patch cmake make libgtest-dev ;;
    # Those of testsuites/swe-labs.
    go) echo bash git patch ;;
    ruby) echo bash git patch jq ruby-rspec ruby-minitest ruby-test-unit ;;
    php) echo bash git patch phpunit ;;
    rust) echo bash git patch cargo ;;
    *) return 1 ;;
  esac
}

# The Maven projects among the tasks, whose libraries and plugins the image of Java holds.
swe_poms() { find "$SWE_MINI/tasks" -path '*/repo/pom.xml' | sort; }

swe_base_inputs() {
  {
    docker image inspect --format '{{.Id}}' "$(image_tag "$1")" && swe_packages "$1"
    cat "$SWE_MINI/images/Dockerfile"
    [[ $1 != java ]] || swe_poms | xargs -d '\n' cat
  } | sha256sum | cut -c 1-32
}

# Fills a Maven repository out here, where there is a network, by testing every project once. The
# notes on which server a file came from would make Maven distrust it in the container.
swe_maven_repository() {
  local repository=$1 pom poms work status=0
  have mvn || install_packages "libraries of the Maven task" maven || return 1
  work=$(mktemp -d)
  mapfile -t poms < <(swe_poms)
  for pom in "${poms[@]}"; do
    cp -r "${pom%/pom.xml}" "$work/project" &&
      mvn -q -B -f "$work/project/pom.xml" -Dmaven.repo.local="$repository" test >&2 || status=1
    rm -rf "$work/project"
  done
  rm -rf "$work"
  find "$repository" \( -name '_remote.repositories' -o -name '*.lastUpdated' -o -name 'resolver-status.properties' \) -delete
  return "$status"
}

# swe_base LANGUAGE: does nothing when the image is current.
swe_base() {
  local name=$1 tag inputs work network=default status=0
  tag=$(image_tag "swe-$name")
  inputs=$(swe_base_inputs "$name")
  [[ $(docker image inspect --format "{{index .Config.Labels \"$INPUTS_LABEL\"}}" "$tag" 2>/dev/null) != "$inputs" ]] ||
    return 0
  say "Building $tag"
  docker network inspect bridge >/dev/null 2>&1 || network=host
  work=$(mktemp -d)
  mkdir "$work/root"
  cp "$SWE_MINI/images/Dockerfile" "$work"
  [[ $name != java ]] || swe_maven_repository "$work/root/.m2/repository" || status=1
  [[ $status != 0 ]] || docker build --network "$network" --force-rm -t "$tag" \
    --build-arg FROM="$(image_tag "$name")" --build-arg PACKAGES="$(swe_packages "$name")" \
    --build-arg INPUTS="$inputs" "$work" >"$work/log" 2>&1 || status=1
  if [[ $status != 0 ]]; then
    say "docker build of $tag failed:"
    tail -n 15 "$work/log" >&2 || true
  fi
  rm -rf "$work"
  return "$status"
}

swe_task() {
  local task=$1 image
  image=$(sed -n 's/^image: //p' "$task/task.yaml")
  docker build -q --network none -t "$image" "$task" >/dev/null || { say "docker build of $image failed" && return 1; }
}

# build_swe_mini: one image per language, then one per task on top of it. The sandbox images must be there.
build_swe_mini() {
  local name task children=() status=0
  for name in python java node cpp; do
    swe_base "$name" &
    children+=($!)
  done
  for name in "${children[@]}"; do wait "$name" || status=1; done
  [[ $status == 0 ]] || return 1
  for task in "$SWE_MINI"/tasks/*/; do
    swe_task "$task" || return 1
  done
}
