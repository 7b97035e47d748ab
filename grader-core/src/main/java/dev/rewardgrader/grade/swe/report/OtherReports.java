package dev.rewardgrader.grade.swe.report;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Runners of Ruby and PHP that write a second report where they are told to. */
final class OtherReports {
  /**
   * RSpec itself, also where its output goes through a pipe, with a formatter on the command line:
   * one of the project's settings would be replaced by ours.
   */
  private static final Pattern RSPEC =
      Pattern.compile(
          "[^|;&<>`$]*?\\brspec(?=\\s)(?=.*\\s(?:-f|--format))(?!.*\\s(?:-o|--out)[\\s=])[^;&<>`]*");

  private static final Pattern PHPUNIT =
      Pattern.compile("[^|;&<>`$]*?\\bphpunit(?=\\s)(?!.*--testdox-text)[^|;&<>`$]*");

  private static final Pattern RUBY =
      Pattern.compile("[^|;&<>`$]*?\\bruby\\s[^|;&<>`$]*\\.rb\\b[^|;&<>`$]*");

  /** Minitest finds plug-ins on the load path. */
  private static final String PLUGIN =
      """
      mkdir -p TOOLS/ruby/minitest
      cat >TOOLS/ruby/minitest/grader_plugin.rb <<'GRADER_END'
      module Minitest
        class GraderReporter < AbstractReporter
          def record(result)
            word = result.passed? ? 'ok' : result.skipped? ? 'ignored' : 'failed'
            owner = result.respond_to?(:klass) ? result.klass : result.class.name
            name = result.name.sub(/\\.\\s*\\z/, '').tr("\\n", ' ')
            File.open('FOLDER/minitest.txt', 'a') { |file| file.write("#{word} #{owner}##{name}\\n") }
          rescue SystemCallError
            nil
          end
        end

        def self.plugin_grader_init(_options)
          reporter << GraderReporter.new
        end
      end
      GRADER_END
      export RUBYLIB="TOOLS/ruby${RUBYLIB:+:$RUBYLIB}"
      """;

  /** test-unit has no plug-ins: its class of tests is changed as soon as it is there. */
  private static final String TEST_UNIT =
      """
      cat >TOOLS/test_unit.rb <<'GRADER_END'
      module GraderTestUnit
        def run(*arguments, &block)
          super(*arguments, &block)
        ensure
          word = !passed? ? 'failed' : respond_to?(:omitted?) && omitted? ? 'ignored' : 'ok'
          name = method_name.to_s.sub(/\\Atest: /, '').tr("\\n", ' ')
          begin
            File.open('FOLDER/test-unit.txt', 'a') { |file| file.write("#{word} #{name}\\n") }
          rescue SystemCallError
            nil
          end
        end
        ruby2_keywords(:run) if respond_to?(:ruby2_keywords, true)
      end
      trace = TracePoint.new(:end) do |point|
        if point.self.is_a?(Class) && point.self.name == 'Test::Unit::TestCase'
          trace.disable
          point.self.prepend(GraderTestUnit)
        end
      end
      trace.enable
      GRADER_END
      export RUBYOPT="-rTOOLS/test_unit.rb${RUBYOPT:+ $RUBYOPT}"
      """;

  private OtherReports() {}

  static Optional<Reporting> of(List<String> commands, String logParser) {
    return switch (logParser) {
      case "parse_log_rspec_transformed_json" ->
          more(commands, RSPEC, "rspec", " --format json --out " + Reporting.FOLDER + "/rspec.json")
              .map(
                  edited ->
                      new Reporting(
                          "rspec",
                          Reporting.Format.RSPEC,
                          Agreement.Naming.RSPEC,
                          "",
                          edited,
                          Reporting.IN_FOLDER));
      case "parse_log_phpunit" ->
          more(commands, PHPUNIT, "phpunit", " --testdox-text " + Reporting.FOLDER + "/phpunit.txt")
              .map(
                  edited ->
                      new Reporting(
                          "phpunit",
                          Reporting.Format.TESTDOX,
                          Agreement.Naming.TESTDOX,
                          "",
                          edited,
                          Reporting.IN_FOLDER));
      case "parse_log_minitest" -> hook(commands, "minitest", Agreement.Naming.MINITEST, PLUGIN);
      case "parse_log_ruby_unit" -> hook(commands, "test-unit", Agreement.Naming.NAME, TEST_UNIT);
      default -> Optional.empty();
    };
  }

  private static Optional<Reporting> hook(
      List<String> commands, String runner, Agreement.Naming naming, String prelude) {
    return commands.stream().anyMatch(command -> RUBY.matcher(command).matches())
        ? Optional.of(
            new Reporting(
                runner,
                Reporting.Format.LINES,
                naming,
                Reporting.script(prelude),
                commands,
                Reporting.IN_FOLDER))
        : Optional.empty();
  }

  /** The one command that fits, with options right behind the name of the runner. */
  private static Optional<List<String>> more(
      List<String> commands, Pattern pattern, String runner, String options) {
    return Reporting.one(
        commands,
        pattern,
        command -> command.replaceFirst("\\b" + runner + "(?=\\s)", runner + options));
  }
}
