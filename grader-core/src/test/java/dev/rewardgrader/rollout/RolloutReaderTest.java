package dev.rewardgrader.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import dev.rewardgrader.json.InputException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RolloutReaderTest {
  private static final String GOOD =
      "{\"id\":\"r1\",\"group\":\"p\",\"task\":{\"kind\":\"math\",\"gold\":\"2\"},\"completion\":\"2\"}";

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16", "UTF-16LE"})
  void utf16IsToldAndNotReadAsBadLines(String charset) {
    byte[] text = "\uFEFF{}\n".getBytes(Charset.forName(charset));

    assertThatThrownBy(() -> LineSource.of("x", new ByteArrayInputStream(text)))
        .hasMessageStartingWith("x: is UTF-16");
  }

  @Test
  void readsARollout() throws Exception {
    Rollout rollout = good(GOOD);

    assertThat(rollout.id()).isEqualTo("r1");
    assertThat(rollout.group()).isEqualTo("p");
    assertThat(rollout.completion().text()).isEqualTo("2");
    assertThat(rollout.task()).isInstanceOf(MathTask.class);
  }

  @Test
  void takesTheLastAssistantMessageOfAConversation() throws Exception {
    Rollout rollout =
        good(
            """
            {"id":1,"task":{"kind":"math","gold":"2"},"completion":[
             {"role":"user","content":"1+1?"},{"role":"assistant","content":"3"},
             {"role":"user","content":"no"},
             {"role":"assistant","content":[{"type":"text","text":"so "},{"type":"text","text":"2"}]}]}
            """
                .replace("\n", ""));

    assertThat(rollout.completion().text()).isEqualTo("so 2");
    assertThat(rollout.id()).isEqualTo("1");
  }

  @Test
  void keepsUnknownFieldsOfARolloutAsMeta() throws Exception {
    Rollout rollout = good(GOOD.replace("{\"id\"", "{\"step\":7,\"meta\":{\"a\":1},\"id\""));

    assertThat(rollout.meta()).containsOnlyKeys("step", "a");
  }

  @Test
  void refusesAnUnknownFieldOfATaskWithASuggestion() throws Exception {
    RolloutLine.Bad bad = bad(GOOD.replace("\"gold\"", "\"gold\":\"3\",\"optoins\""));

    assertThat(bad.message())
        .isEqualTo("test:1: $.task.optoins: unknown field, did you mean 'options'?");
  }

  @Test
  void tellsLineAndColumnOfBrokenJson() throws Exception {
    RolloutLine.Bad bad = bad("\n\n{\"id\":\"x\" \"task\":1}");

    assertThat(bad.line()).isEqualTo(3);
    assertThat(bad.message()).startsWith("test:3: $: not JSON: column 11");
  }

  @Test
  void goesOnAfterABadLineAndKeepsItsId() throws Exception {
    try (RolloutReader reader = reader("{\"id\":\"x\",\"task\":{\"kind\":\"maths\"}}\n" + GOOD)) {
      RolloutLine first = reader.next();
      assertThat(first)
          .isInstanceOfSatisfying(
              RolloutLine.Bad.class,
              bad -> {
                assertThat(bad.id()).isEqualTo("x");
                assertThat(bad.problem()).contains("did you mean 'math'?");
              });
      assertThat(reader.next()).isInstanceOf(RolloutLine.Good.class);
      assertThat(reader.next()).isNull();
    }
  }

  @Test
  void refusesDuplicateKeysBecauseOneOfThemWouldBeLost() throws Exception {
    assertThat(bad(GOOD.replace("{\"id\"", "{\"id\":\"other\",\"id\"")).problem())
        .contains("Duplicate");
  }

  @Test
  void survivesNestingThatWouldExhaustTheStack() throws Exception {
    assertThat(bad("{\"id\":" + "[".repeat(100_000)).problem()).contains("depth");
  }

  @Test
  void readsGzipAndZstdByTheirFirstBytes() throws Exception {
    ByteArrayOutputStream gzip = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(gzip)) {
      out.write(GOOD.getBytes(StandardCharsets.UTF_8));
    }
    byte[] zstd = Zstd.compress(GOOD.getBytes(StandardCharsets.UTF_8));

    for (byte[] bytes : List.of(gzip.toByteArray(), zstd)) {
      try (LineSource lines = LineSource.of("x", new ByteArrayInputStream(bytes))) {
        assertThat(lines.next()).isEqualTo(GOOD);
      }
    }
  }

  @Test
  void looksUpATaskByItsId() throws Exception {
    Path tasks = folder.resolve("tasks.jsonl");
    Files.writeString(tasks, "{\"id\":\"add\",\"kind\":\"math\",\"gold\":[\"2\",\"two\"]}\n");
    TaskStore store = TaskStore.read(List.of(tasks));

    try (RolloutReader reader =
        reader("{\"id\":\"r\",\"task\":\"add\",\"completion\":\"2\"}", store, FieldMapping.NONE)) {
      assertThat(((RolloutLine.Good) reader.next()).rollout().task().id()).isEqualTo("add");
    }
    try (RolloutReader reader =
        reader("{\"id\":\"r\",\"task\":\"ad\",\"completion\":\"2\"}", store, FieldMapping.NONE)) {
      assertThat(((RolloutLine.Bad) reader.next()).problem()).contains("did you mean 'add'?");
    }
  }

  @Test
  void namesFileAndLineOfABadTask() throws Exception {
    Path tasks = folder.resolve("tasks.jsonl");
    Files.writeString(tasks, "\n{\"id\":\"a\",\"kind\":\"code\",\"tests\":[{\"input\":1}]}\n");

    assertThatThrownBy(() -> TaskStore.read(List.of(tasks)))
        .isInstanceOf(InputException.class)
        .hasMessage(tasks + ":2: $.tests[0].output: missing: what must the program print?");
  }

  @Test
  void mapsForeignFieldNamesAndSetsConstants() throws Exception {
    FieldMapping mapping =
        FieldMapping.parse(List.of("completion=output", "task.gold=answer", "id=extra.uid"))
            .withConstants(List.of("task.kind=math", "group=g"));
    try (RolloutReader reader =
        reader(
            "{\"extra\":{\"uid\":7},\"output\":\"2\",\"answer\":\"2\"}",
            TaskStore.EMPTY,
            mapping)) {
      Rollout rollout = ((RolloutLine.Good) reader.next()).rollout();
      assertThat(rollout.id()).isEqualTo("7");
      assertThat(rollout.group()).isEqualTo("g");
      assertThat(((MathTask) rollout.task()).golds()).containsExactly("2");
    }
  }

  @Test
  void refusesAMappingToAFieldThatARolloutLacks() {
    assertThatThrownBy(() -> FieldMapping.parse(List.of("answer=output")))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("is not a field of a rollout");
  }

  @Test
  void tellsTheTestFormsOfCodeTasksApart() throws Exception {
    assertThat(task("{\"kind\":\"code\",\"tests\":[{\"output\":\"1\"}]}").form())
        .isInstanceOf(CodeTask.Stdio.class);
    assertThat(
            task("{\"kind\":\"code\",\"entry_point\":\"f\",\"tests\":[{\"expected\":null}]}")
                .form())
        .isInstanceOfSatisfying(
            CodeTask.Calls.class,
            calls -> assertThat(calls.tests().getFirst().expected().isNull()).isTrue());
    assertThat(task("{\"kind\":\"code\",\"test_code\":\"assert f()\"}").form())
        .isInstanceOf(CodeTask.Asserts.class);
  }

  @Test
  void refusesATaskWithoutTests() throws Exception {
    assertThat(bad(GOOD.replace("\"kind\":\"math\",\"gold\":\"2\"", "\"kind\":\"code\"")).problem())
        .contains("a task without tests cannot be judged");
  }

  @Test
  void refusesTestSourceThatIsEmpty() throws Exception {
    String blank = "\"kind\":\"code\",\"test_code\":\" \\n\"";
    assertThat(bad(GOOD.replace("\"kind\":\"math\",\"gold\":\"2\"", blank)).problem())
        .contains("empty: a task without tests cannot be judged");
  }

  private CodeTask task(String json) throws Exception {
    return (CodeTask) good("{\"id\":\"r\",\"task\":" + json + ",\"completion\":\"\"}").task();
  }

  private Rollout good(String line) throws Exception {
    try (RolloutReader reader = reader(line)) {
      RolloutLine read = reader.next();
      assertThat(read).isInstanceOf(RolloutLine.Good.class);
      return ((RolloutLine.Good) read).rollout();
    }
  }

  private RolloutLine.Bad bad(String line) throws Exception {
    try (RolloutReader reader = reader(line)) {
      RolloutLine read = reader.next();
      assertThat(read).isInstanceOf(RolloutLine.Bad.class);
      return (RolloutLine.Bad) read;
    }
  }

  private RolloutReader reader(String text) throws IOException {
    return reader(text, TaskStore.EMPTY, FieldMapping.NONE);
  }

  private RolloutReader reader(String text, TaskStore tasks, FieldMapping mapping)
      throws IOException {
    LineSource lines =
        LineSource.of("test", new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    return new RolloutReader(lines, folder, tasks, mapping);
  }
}
