package dev.rewardgrader.testsuites.code.datasets;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rewardgrader.json.InputException;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * CodeContests, as JSON: {@code public_tests}, {@code private_tests} and {@code generated_tests},
 * each of inputs and outputs, or as a list (google-deepmind/code_contests, {@code
 * contest_problem.proto}). 10 s and 256 MiB where the row names no limits.
 */
final class CodeContestsRows implements DatasetFormat {
  private static final long MIB = 1L << 20;
  private static final double MOST_BYTES = 1L << 40;
  private static final double MOST_SECONDS = 3600;

  /** How protobuf's own JSON writes names and durations. */
  private static final Map<String, String> CAMEL_CASE =
      Map.of(
          "publicTests", "public_tests",
          "privateTests", "private_tests",
          "generatedTests", "generated_tests",
          "timeLimit", "time_limit",
          "memoryLimitBytes", "memory_limit_bytes",
          "inputFile", "input_file",
          "outputFile", "output_file");

  private static final Pattern DURATION = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?)s?");

  @Override
  public String name() {
    return "code_contests";
  }

  @Override
  public String description() {
    return "CodeContests rows (public_tests, private_tests, generated_tests)";
  }

  @Override
  public ObjectNode task(ObjectNode given, long number) throws InputException {
    ObjectNode row = Rows.NODES.objectNode();
    given
        .properties()
        .forEach(f -> row.set(CAMEL_CASE.getOrDefault(f.getKey(), f.getKey()), f.getValue()));
    ObjectNode task = Rows.task(name(), row, number, "id", "name");
    task.put("language", "auto");
    for (String field : new String[] {"input_file", "output_file"}) {
      String file = Rows.textOr(row.get(field), "");
      if (!file.isEmpty()) {
        task.put(field, file);
      }
    }
    for (String field : new String[] {"public_tests", "private_tests", "generated_tests"}) {
      tests(task, Rows.parsed(row.get(field), "$." + field), "$." + field);
    }
    Rows.requireTests(task, "$");
    task.put("checker", "code_contests");
    Rows.timeMs(task, timeMs(row.path("time_limit")));
    JsonNode bytes = row.path("memory_limit_bytes");
    // JSON of protobuf writes 64-bit numbers as text.
    JsonNode plain = bytes.isTextual() ? Rows.parsed(bytes, "$.memory_limit_bytes") : bytes;
    double memory = Rows.limit(plain, "$.memory_limit_bytes", 0, MOST_BYTES);
    Rows.memoryMb(task, Double.isNaN(memory) ? 256 : Math.max(1, (long) memory / MIB));
    return task;
  }

  private static void tests(ObjectNode task, JsonNode tests, String path) throws InputException {
    if (tests == null || tests.isNull()) {
      return;
    }
    boolean columns = tests.isObject();
    int count = columns ? tests.path("input").size() : tests.size();
    if (columns && tests.path("output").size() != count) {
      throw new InputException(path, "has not as many outputs as inputs");
    }
    for (int i = 0; i < count; i++) {
      JsonNode input = columns ? tests.path("input").get(i) : tests.path(i).get("input");
      JsonNode output = columns ? tests.path("output").get(i) : tests.path(i).get("output");
      Rows.stdio(
          task, Rows.text(input, path + "[" + i + "]"), Rows.text(output, path + "[" + i + "]"));
    }
  }

  /** Seconds as a number, as text such as {@code 1.5s}, or as seconds and nanoseconds. */
  private static long timeMs(JsonNode limit) throws InputException {
    Matcher text = DURATION.matcher(limit.asText(""));
    if (limit.isTextual() && !text.matches()) {
      throw new InputException("$.time_limit", "'" + limit.asText() + "' is no number of seconds");
    }
    JsonNode number = limit;
    if (limit.isTextual()) {
      number = Rows.NODES.numberNode(Double.parseDouble(text.group(1)));
    } else if (limit.isObject()) {
      number = Rows.NODES.numberNode(part(limit, "seconds") + part(limit, "nanos") / 1e9);
    }
    double seconds = Rows.limit(number, "$.time_limit", Double.NaN, MOST_SECONDS);
    return Double.isNaN(seconds) ? 10_000 : Math.max(1, Math.round(seconds * 1000));
  }

  private static double part(JsonNode limit, String field) throws InputException {
    JsonNode value = limit.path(field);
    JsonNode number = value.isTextual() ? Rows.parsed(value, "$.time_limit." + field) : value;
    if (!value.isMissingNode() && !value.isNull() && !number.isNumber()) {
      throw new InputException("$.time_limit." + field, "'" + value.asText() + "' is no number");
    }
    return number.asDouble(0);
  }
}
