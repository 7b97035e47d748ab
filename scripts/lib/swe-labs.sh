# shellcheck shell=bash
# Builds the images of testsuites/swe-labs. Needs what swe-mini.sh needs, and swe-mini.sh.

SWE_LABS=$GRADER_ROOT/testsuites/swe-labs

# A hash over what an image is made of: lab_inputs FROM CONTEXT.
lab_inputs() {
  {
    docker image inspect --format '{{.Id}}' "$1"
    cat "$2/Dockerfile"
    [[ ! -e $2/package.json ]] || cat "$2/package.json"
  } | sha256sum | cut -c 1-32
}

# lab_is_current NAME FROM CONTEXT
lab_is_current() {
  [[ $(docker image inspect --format "{{index .Config.Labels \"$INPUTS_LABEL\"}}" "$(image_tag "$1")" 2>/dev/null) == \
    $(lab_inputs "$2" "$3") ]]
}

# lab_image NAME FROM CONTEXT: does nothing when the image is current.
lab_image() {
  local tag inputs network=default log
  ! lab_is_current "$@" || return 0
  tag=$(image_tag "$1")
  inputs=$(lab_inputs "$2" "$3")
  say "Building $tag"
  docker network inspect bridge >/dev/null 2>&1 || network=host
  log=$(mktemp)
  docker build --network "$network" --force-rm -t "$tag" --label "$INPUTS_LABEL=$inputs" --build-arg FROM="$2" "$3" >"$log" 2>&1 ||
    { say "docker build of $tag failed:" && tail -n 15 "$log" >&2 && rm -f "$log" && return 1; }
  rm -f "$log"
}

# The test runners of JavaScript come from npm, out here, where there is a network.
lab_javascript() {
  local work status=0
  ! lab_is_current swe-lab-js "$(image_tag swe-node)" "$SWE_LABS/images/javascript" || return 0
  have npm || { say "The labs of JavaScript need npm, which is not there." && return 1; }
  work=$(mktemp -d)
  cp "$SWE_LABS"/images/javascript/* "$work"
  (cd "$work" && npm install --ignore-scripts --no-audit --no-fund --no-save --silent >&2) || status=1
  [[ $status != 0 ]] || lab_image swe-lab-js "$(image_tag swe-node)" "$work" || status=1
  rm -rf "$work"
  return "$status"
}

# build_swe_labs: one image per language, then one per task. The images of swe-mini must be there.
build_swe_labs() {
  local name task
  for name in go ruby php rust; do
    swe_base "$name" || return 1
  done
  lab_image swe-lab-python "$(image_tag swe-python)" "$SWE_LABS/images/python" || return 1
  lab_image swe-lab-java "$(image_tag swe-java)" "$SWE_LABS/images/java" || return 1
  lab_image swe-go-new "$(image_tag swe-go)" "$SWE_LABS/images/go" || return 1
  lab_javascript || return 1
  for task in "$SWE_LABS"/tasks/*/; do
    swe_task "$task" || return 1
  done
}
