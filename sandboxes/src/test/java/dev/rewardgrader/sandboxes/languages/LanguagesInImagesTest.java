package dev.rewardgrader.sandboxes.languages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rewardgrader.sandbox.language.Language;
import dev.rewardgrader.sandbox.language.Program;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Compiles and runs a sample of each language in its image, with the commands of the file. */
class LanguagesInImagesTest {

  private static final String VERSION = "0.1.0";
  private static final String RUN =
      "run --rm -i --network none --read-only --cap-drop ALL --user 1000 --ulimit stack=268435456"
          + " --tmpfs /box:exec,uid=1000 --tmpfs /tmp:exec --workdir /box";

  static Stream<Language> languages() {
    return Languages.bundled().all().stream();
  }

  @Test
  void hasASampleOfEveryLanguage() throws IOException {
    for (Language language : Languages.bundled().all()) {
      assertThat(sample(language)).as(language.name()).isNotEmpty();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("languages")
  void compilesAndRunsInItsImage(Language language) throws Exception {
    String image = "grader/" + language.image() + ":" + VERSION;
    assumeTrue(
        docker(List.of("image", "inspect", image), "").status() == 0,
        () -> "no image " + image + "; scripts/build-images " + language.image() + " makes it");
    List<String> run = new ArrayList<>(List.of(RUN.split(" ", -1)));
    run.addAll(List.of(image, "sh", "-c", script(language)));
    Outcome outcome = docker(run, sample(language));
    assertThat(outcome.output()).isEqualTo("7\n");
    assertThat(outcome.status()).isZero();
  }

  private static String script(Language language) {
    Program program = language.program(256);
    StringBuilder script = new StringBuilder("cat >" + program.source() + " && ");
    if (language.isCompiled()) {
      script
          .append(environment(language.compile().env()))
          .append(words(language.compile().argvFor(program)))
          .append(" >&2 && ");
    }
    return script
        .append("echo 3 4 | ")
        .append(environment(language.run().env()))
        .append(words(language.run().argvFor(program)))
        .toString();
  }

  private static String environment(Map<String, String> variables) {
    return variables.entrySet().stream()
        .map(variable -> variable.getKey() + "='" + variable.getValue() + "' ")
        .collect(Collectors.joining());
  }

  private static String words(List<String> argv) {
    return argv.stream().map(word -> "'" + word + "'").collect(Collectors.joining(" "));
  }

  private static String sample(Language language) throws IOException {
    String name = "/samples/" + language.name() + "/" + language.sourceName();
    try (InputStream in = LanguagesInImagesTest.class.getResourceAsStream(name)) {
      return in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private record Outcome(int status, String output) {}

  private static Outcome docker(List<String> arguments, String input) throws Exception {
    List<String> command = new ArrayList<>(List.of("docker"));
    command.addAll(arguments);
    Process process;
    try {
      process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    } catch (IOException e) {
      return new Outcome(127, "");
    }
    try (OutputStream out = process.getOutputStream()) {
      out.write(input.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      // The program did not read its input: its status says why.
    }
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Outcome(process.waitFor(), output);
  }
}
