package dev.rewardgrader.sandboxes.languages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rewardgrader.sandbox.language.Factors;
import dev.rewardgrader.sandbox.language.Language;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LanguagesTest {

  private static final String ZIG =
      """
      languages:
        zig:
          aliases: [z]
          source: main.zig
          compile:
            argv: [zig, build-exe, "{source}"]
            env: {A: b}
          compile_limits: {cpu_s: 7}
          run:
            argv: [./main]
          factors: {time: 1.5, extra_processes: 2}
          version: [zig, version]
          image: zig
          packages: [zig]
      """;

  @TempDir private Path folder;

  private final Languages bundled = Languages.bundled();

  private Languages with(String yaml) throws IOException {
    return bundled.with(Files.writeString(folder.resolve("mine.yaml"), yaml));
  }

  private Language found(String name) {
    return bundled.find(name).orElseThrow();
  }

  @Test
  void knowsEveryLanguageThatDebianServes() {
    assertThat(bundled.all())
        .extracting(Language::name)
        .contains(
            "python", "pypy", "c", "cpp", "cpp20", "java", "kotlin", "javascript", "typescript")
        .contains("go", "rust", "csharp", "ruby", "php", "perl", "lua", "bash", "haskell")
        .contains("ocaml", "r", "pascal", "fortran");
  }

  @Test
  void findsALanguageByTheTagOfAFence() {
    assertThat(found("C++").name()).isEqualTo("cpp");
    assertThat(found("py").name()).isEqualTo("python");
    assertThat(found("JS").name()).isEqualTo("javascript");
    assertThat(bundled.find("brainfuck")).isEmpty();
  }

  @Test
  void fillsTheCommandsOfJava() {
    Language java = found("java");
    assertThat(java.compile().argvFor(java.program(256))).contains("-proc:none", "Main.java");
    assertThat(java.run().argvFor(java.program(256))).contains("-Xmx256m").endsWith("Main");
  }

  @Test
  void compilesCppWithTheFlagsOfThePrecompiledHeader() {
    Language cpp = found("cpp");
    assertThat(cpp.compile().argvFor(cpp.program(256)))
        .contains("-O2", "-std=gnu++17", "-I/opt/grader/pch");
  }

  @Test
  void addsALanguageOfTheUsers() throws IOException {
    Language zig = with(ZIG).find("z").orElseThrow();
    assertThat(zig.compile().env()).containsEntry("A", "b");
    assertThat(zig.compileLimits().cpuTime()).isEqualTo(Duration.ofSeconds(7));
    assertThat(zig.factors()).isEqualTo(new Factors(1.5, 0, 2));
    assertThat(zig.extension()).isEqualTo(".zig");
  }

  @Test
  void replacesALanguageAsAWhole() throws IOException {
    Languages mine = with(ZIG.replace("zig:", "python:"));
    assertThat(mine.find("python").orElseThrow().packages()).isEqualTo(List.of("zig"));
    assertThat(mine.find("py")).isEmpty();
    assertThat(mine.all()).hasSameSizeAs(bundled.all());
  }

  @Test
  void tellsTheFileWhereItIsNoYamlAtAll() {
    assertThatThrownBy(() -> with("{\"id\":1}\n{\"id\":2}\n"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("mine.yaml:1: ");
  }

  @Test
  void tellsTheLineOfAnUnknownKey() {
    assertThatThrownBy(() -> with(ZIG.replace("    image:", "    imgae: zag\n    image:")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("mine.yaml:13: ")
        .hasMessageContaining("imgae: unknown key; known here: aliases, compile");
  }

  @Test
  void tellsTheLineOfAnUnknownPlaceholder() {
    assertThatThrownBy(() -> with(ZIG.replace("{source}", "{sorce}")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("mine.yaml:5: languages.zig.compile: ")
        .hasMessageContaining("unknown placeholder {sorce}");
  }

  @Test
  void refusesAMissingKey() {
    assertThatThrownBy(() -> with(ZIG.replace("    image: zig\n", "")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("image");
  }

  @Test
  void refusesAnEmptyElement() {
    assertThatThrownBy(() -> with(ZIG.replace("[./main]", "[~]"))).isInstanceOf(IOException.class);
  }

  @Test
  void refusesADuplicateKey() {
    assertThatThrownBy(() -> with(ZIG + "    image: zag\n"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("mine.yaml:")
        .hasMessageContaining("image");
  }

  @Test
  void refusesAnAliasThatTwoLanguagesClaim() {
    assertThatThrownBy(() -> with(ZIG.replace("[z]", "[py]")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("'py' is a name of both python and zig");
  }

  @Test
  void refusesASourceWithoutExtension() {
    assertThatThrownBy(() -> with(ZIG.replace("main.zig", "main")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("language zig: source must be a file name");
  }

  @Test
  void readsTheExampleOfTheDocumentation() throws IOException {
    String page = Files.readString(root().resolve("docs/images.md"));
    String example = page.substring(page.indexOf("```yaml\n") + 8);
    Language zig = with(example.substring(0, example.indexOf("```"))).find("z").orElseThrow();
    assertThat(zig.compile().argvFor(zig.program(64))).endsWith("main.zig");
  }

  @Test
  void isReadByTheScriptsAsItIsHere() throws Exception {
    String lines =
        bundled.all().stream()
            .map(
                language ->
                    "%s %s %s\n"
                        .formatted(
                            language.name(),
                            language.image(),
                            String.join(" ", language.packages())))
            .collect(Collectors.joining());
    Process scripts =
        new ProcessBuilder(
                "bash", "-c", ". scripts/lib/common.sh; . scripts/lib/images.sh; language_images")
            .directory(root().toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    assertThat(scripts.inputReader().lines().collect(Collectors.joining("\n", "", "\n")))
        .isEqualTo(lines);
    assertThat(scripts.waitFor()).isZero();
  }

  private static Path root() {
    return Path.of(System.getProperty("grader.root", ".."));
  }
}
