package dev.rewardgrader.grade.swe.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What {@code go test} can be made to tell beside its log.
 *
 * <p>Go runs each test program through one of ours ({@code -exec}), which asks it for one thing
 * more: the log of the files it opened, that the framework writes out when every test has ended,
 * and that is empty where the program left before. Only what a program printed that came to its end
 * goes into the report. From Go 1.20 on the framework marks its own lines as well ({@code
 * -v=test2json}); then a program that fails on its way, as one does that panics, has those in the
 * report.
 */
final class GoReporting {
  /** A verbose run in no pipe, which is read by its lines and not as JSON. */
  private static final Pattern PLAIN =
      Pattern.compile("\\s*go test(?=.*\\s-v(?:\\s|$))(?!.*\\s-(?:json|exec))[^|;&<>`]*");

  private static final Pattern VERBOSE = Pattern.compile("\\s-v(?=\\s|$)");

  private static final String PRELUDE =
      """
      case "$(go env GOVERSION 2>/dev/null)" in go1.[2-9][0-9]*|go[2-9]*) GRADER_GO_V=-v=test2json;; esac
      cat >TOOLS/go-exec <<'GRADER_END'
      #!/bin/bash
      ended=$(mktemp TOOLS/ended.XXXXXX)
      "$@" -test.testlogfile="$ended" 2>&1 | tee "$ended.out"
      code=${PIPESTATUS[0]}
      marked=$(grep -c $'^ *\\026' "$ended.out")
      if [ "$marked" != 0 ]; then
        if [ -s "$ended" ] || [ "$code" != 0 ]; then cat "$ended.out" >>FOLDER/go.txt; fi
      elif [ -s "$ended" ]; then
        sed $'s/^\\\\( *\\\\)---/\\\\1\\026---/' "$ended.out" >>FOLDER/go.txt
      fi
      rm -f "$ended" "$ended.out"
      exit "$code"
      GRADER_END
      chmod 755 TOOLS/go-exec
      export GOFLAGS="$(go env GOFLAGS 2>/dev/null) -exec=TOOLS/go-exec"
      """;

  private GoReporting() {}

  /**
   * In the log each mark becomes a newline, so that a result behind a test's own text begins a
   * line.
   */
  static Optional<Reporting> of(List<String> commands) {
    List<String> edited = new ArrayList<>();
    for (String command : commands) {
      boolean plain = PLAIN.matcher(command).matches();
      edited.add(
          plain
              ? VERBOSE.matcher(command).replaceFirst(" \\${GRADER_GO_V:--v}")
                  + " | tr '\\026' '\\n'"
              : command);
    }
    return edited.equals(commands)
        ? Optional.empty()
        : Optional.of(
            new Reporting(
                "go",
                Reporting.Format.GO,
                Agreement.Naming.NAME,
                Reporting.script(PRELUDE),
                edited,
                Reporting.IN_FOLDER));
  }
}
