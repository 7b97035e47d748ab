package dev.rewardgrader.sandbox.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CommandTest {

  private static Command command(String... argv) {
    return new Command(List.of(argv), Map.of(), null);
  }

  @Test
  void fillsPlaceholdersInsideArguments() {
    Program program = new Program("src/Main.java", List.of("src/Main.java"), "app.Main", 256);
    assertThat(command("java", "-Xmx{memory_mb}m", "{main}").argvFor(program))
        .containsExactly("java", "-Xmx256m", "app.Main");
  }

  @Test
  void spreadsSourcesOverOneArgumentEach() {
    Program program = new Program("a.c", List.of("a.c", "b.c"), "a", 64);
    assertThat(command("gcc", "{sources}", "-o", "{main}").argvFor(program))
        .containsExactly("gcc", "a.c", "b.c", "-o", "a");
  }

  @Test
  void keepsDollarsAndBackslashesOfNames() {
    Program program = new Program("a$1\\b.py", List.of("a$1\\b.py"), "x", 64);
    assertThat(command("python3", "./{source}").argvFor(program))
        .containsExactly("python3", "./a$1\\b.py");
  }

  @Test
  void doesNotFillPlaceholdersThatAFileNameBrings() {
    Program program = new Program("{main}.py", List.of("{main}.py"), "x", 64);
    assertThat(command("{source}").argvFor(program)).containsExactly("{main}.py");
  }

  @Test
  void leavesOtherBracesAlone() {
    assertThat(command("sh", "-c", "f() { :; }").argvFor(new Program("a", List.of(), "a", 1)))
        .containsExactly("sh", "-c", "f() { :; }");
  }

  @Test
  void refusesAnUnknownPlaceholder() {
    assertThatThrownBy(() -> command("java", "{heap}"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("{heap}");
  }

  @Test
  void refusesSourcesInsideALongerArgument() {
    assertThatThrownBy(() -> command("gcc", "--in={sources}"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("argument of its own");
  }

  @Test
  void refusesAnEmptyCommand() {
    assertThatThrownBy(CommandTest::command).isInstanceOf(IllegalArgumentException.class);
  }
}
