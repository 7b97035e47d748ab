package dev.rewardgrader.grade.swe.canary;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A copy of a test file of RSpec, Minitest or test-unit with more tests, of which only those are
 * run.
 */
final class RubyCanary {
  private static final Pattern END = Pattern.compile("^__END__\\r?$", Pattern.MULTILINE);

  /** Options of RSpec, and of Ruby and Bundler before it. */
  private static final Set<String> WITH_VALUE =
      Set.of(
          "-I",
          "-r",
          "--require",
          "-O",
          "--options",
          "-f",
          "--format",
          "-o",
          "--out",
          "-P",
          "--pattern",
          "--exclude-pattern",
          "--default-path",
          "-t",
          "--tag",
          "-e",
          "--example",
          "-E",
          "--example-matches",
          "--seed",
          "--order",
          "--failure-exit-code",
          "--deprecation-out",
          "-C",
          "--gemfile");

  private RubyCanary() {}

  static Optional<Canary> of(Suite suite) {
    return rspec(suite).or(() -> unit(suite));
  }

  /** The report in JSON goes through a pipe, which the canary's goes through as well. */
  private static Optional<Canary> rspec(Suite suite) {
    Optional<String> command =
        suite.commands().reversed().stream()
            .filter(line -> Words.of(start(line)).stream().anyMatch(RubyCanary::isRspec))
            .filter(line -> start(line).chars().noneMatch(c -> ";&<>`$".indexOf(c) >= 0))
            .findFirst();
    Optional<String> file = suite.file("_spec.rb");
    if (command.isEmpty() || file.isEmpty()) {
      return Optional.empty();
    }
    String nonce = Suite.nonce();
    String path = Suite.folder(file.get()) + nonce + "_spec.rb";
    String start = start(command.get());
    String kept =
        Words.without(
            Words.of(start), WITH_VALUE, word -> word.contains(".rb") || word.endsWith("/"));
    return Optional.of(
        new Canary(
            "rspec",
            nonce,
            file.get(),
            path,
            text -> before(text, spec(nonce)),
            "set -o pipefail\n"
                + kept
                + " -e "
                + nonce
                + "_ ./"
                + path
                + command.get().strip().substring(start.length())));
  }

  private static boolean isRspec(String word) {
    return Suite.name(word).equals("rspec");
  }

  /** A line up to its first pipe. */
  private static String start(String line) {
    int pipe = line.indexOf('|');
    return (pipe < 0 ? line : line.substring(0, pipe)).strip();
  }

  private static Optional<Canary> unit(Suite suite) {
    Optional<String> command =
        suite.command(
            words ->
                words.stream().anyMatch(word -> Suite.name(word).equals("ruby"))
                    && words.stream().anyMatch(word -> word.endsWith(".rb")));
    Optional<String> file =
        suite.files().stream()
            .filter(path -> path.endsWith(".rb"))
            .filter(path -> command.filter(line -> line.contains(path)).isPresent())
            .findFirst();
    if (command.isEmpty() || file.isEmpty()) {
      return Optional.empty();
    }
    String nonce = Suite.nonce();
    String name = Suite.name(file.get());
    boolean first = name.startsWith("test_");
    String path = Suite.folder(file.get()) + (first ? "test_" + nonce + ".rb" : nonce + "_test.rb");
    return Optional.of(
        new Canary(
            "ruby",
            nonce,
            file.get(),
            path,
            text -> before(text, unit(nonce)),
            command.get().strip().replace(file.get(), path) + " -n /" + nonce + "_/"));
  }

  /** Behind a text's code: what follows {@code __END__} is data. */
  private static String before(String text, String tests) {
    Matcher end = END.matcher(text);
    return end.find()
        ? text.substring(0, end.start()) + tests + text.substring(end.start())
        : text + tests;
  }

  /** The canary's group stands alone, so that no hook of another group runs for it. */
  private static String spec(String nonce) {
    return """

    RSpec.describe '%1$s_' do
      it('%1$s_a') { }
      it('%1$s_b') { expect(1).to eq(2) }
      it('%1$s_c') { skip 'c' }
      it('%1$s_d') { raise 'd' }
      it('%1$s_e') { expect('a').to be_nil }
      it('%1$s_f') { expect([1]).to include(2) }
    end
    """
        .formatted(nonce);
  }

  /**
   * A parser of Minitest's lines wants a dot and a blank at the end of a name. It takes a skipped
   * test for one that passed, so that the canary's has a name that it does not read.
   */
  private static String unit(String nonce) {
    return """

    class Test_%1$s < (defined?(Minitest::Test) ? Minitest::Test : Test::Unit::TestCase)
      define_method('test_%1$s_a. ') { assert_equal(1, 1) }
      define_method('test_%1$s_b. ') { assert_equal(1, 2) }
      define_method('test_%1$s_c') { respond_to?(:omit) ? omit('c') : skip('c') }
      define_method('test_%1$s_d. ') { raise 'd' }
      define_method('test_%1$s_e. ') { assert(false) }
      define_method('test_%1$s_f. ') { assert_nil('f') }
    end
    """
        .formatted(nonce);
  }
}
