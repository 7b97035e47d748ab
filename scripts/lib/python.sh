# shellcheck shell=bash
# Runs the tests of the Python client. Needs common.sh and a JDK (toolchain.sh).

# Prints a Python that is new enough.
find_python() {
  local python
  for python in python3 python3.14 python3.13 python3.12 python3.11 python3.10 python3.9; do
    if have "$python" && "$python" -c 'import sys; sys.exit(sys.version_info < (3, 9))' 2>/dev/null; then
      printf '%s\n' "$python"
      return 0
    fi
  done
  return 1
}

# Tests the client in clients/python against the service that Maven has built. Takes the place of the
# shell that it runs in: call it by run_stoppable.
python_tests() {
  local python jar
  if ! python=$(find_python); then
    say "SKIPPED: the tests of clients/python need Python 3.9 or later"
    return 0
  fi
  jar=$(compgen -G "$GRADER_ROOT/grader-cli/target/grader-cli-*.jar" | grep -v -e '-tests.jar$' -e '-sources.jar$')
  say "Testing clients/python with $("$python" --version)"
  cd "$GRADER_ROOT/clients/python" || return 1
  GRADER_COMMAND=$(printf '%q -jar %q' "$JAVA_HOME/bin/java" "$jar")
  export GRADER_COMMAND PYTHONPATH=src PYTHONDONTWRITEBYTECODE=1
  exec "$python" -m unittest discover -s tests -t .
}
