package dev.rewardgrader.sandboxes;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rewardgrader.sandbox.Execution;
import dev.rewardgrader.sandbox.ExecutionResult;
import dev.rewardgrader.sandbox.ExecutionResult.Ending;
import dev.rewardgrader.sandbox.Limits;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One program of the corpus: its comment lines at the top say what it tries and how it must end.
 *
 * @param name group and file name
 * @param content the program
 * @param head the values of its header by key
 */
record Attack(String name, byte[] content, Map<String, String> head) {

  static Attack read(Path root, Path file) throws IOException {
    byte[] content = Files.readAllBytes(file);
    String comment = file.toString().matches(".*\\.(py|sh)") ? "# " : "// ";
    Map<String, String> head = new HashMap<>();
    for (String line : new String(content, ISO_8859_1).lines().toList()) {
      int colon = line.indexOf(": ");
      if (!line.startsWith(comment) || colon < 0) {
        break;
      }
      head.put(line.substring(comment.length(), colon), line.substring(colon + 2));
    }
    if (!head.containsKey("expect")) {
      throw new IOException(file + ": the header says nothing of its end");
    }
    return new Attack(root.relativize(file).toString(), content, Map.copyOf(head));
  }

  String fileName() {
    return name.substring(name.indexOf('/') + 1);
  }

  String extension() {
    return name.substring(name.lastIndexOf('.') + 1);
  }

  boolean has(String key) {
    return head.containsKey(key);
  }

  String get(String key) {
    return head.getOrDefault(key, "");
  }

  Limits limits() {
    Map<String, Long> given = new HashMap<>();
    for (String each : get("limits").split(" ", -1)) {
      int equals = each.indexOf('=');
      if (equals > 0) {
        given.put(each.substring(0, equals), Long.valueOf(each.substring(equals + 1)));
      }
    }
    return new Limits(
        Duration.ofMillis(given.getOrDefault("cpu", 1000L)),
        Duration.ofMillis(given.getOrDefault("wall", 30_000L)),
        given.getOrDefault("memory", 128L) << 20,
        given.getOrDefault("processes", 64L).intValue(),
        given.getOrDefault("stdout", 1024L) << 10,
        64 << 10,
        16L << 20,
        32L << 20,
        given.getOrDefault("files", 256L).intValue());
  }

  /** The run itself; a program in C is compiled before. */
  Execution execution() {
    List<String> argv;
    if (has("compile")) {
      argv = List.of(get("compile").replace("{file}", fileName()).split(" ", -1));
    } else {
      argv =
          switch (extension()) {
            case "py" -> List.of("python3", fileName());
            case "sh" -> List.of("bash", fileName());
            default -> List.of("./attack");
          };
    }
    Execution execution = Execution.of(argv, limits()).withStdin(stdin());
    return has("keeps") || has("compile") ? execution.keepingFiles() : execution;
  }

  boolean isCompiled() {
    return !has("compile") && extension().startsWith("c");
  }

  /** Whether a warm interpreter can run it, too. */
  boolean isInterpretedAsUsual() {
    return extension().equals("py") && !has("compile") && !has("keeps");
  }

  private byte[] stdin() {
    return has("stdin-bytes")
        ? new byte[Integer.parseInt(get("stdin-bytes"))]
        : get("stdin").getBytes(UTF_8);
  }

  /** Whether a result is one of the ends that the header allows. */
  boolean allows(ExecutionResult result) {
    return Arrays.stream(get("expect").split("\\|", -1)).anyMatch(end -> allows(end, result));
  }

  private static boolean allows(String end, ExecutionResult result) {
    List<String> words = List.of(end.strip().split(" ", -1));
    if (result.ending() != Ending.valueOf(words.getFirst())) {
      return false;
    }
    if (words.size() == 1) {
      return true;
    }
    String number = words.get(1);
    int actual = result.ending() == Ending.EXITED ? result.exitCode() : result.signal();
    return number.startsWith("!")
        ? actual != Integer.parseInt(number.substring(1))
        : actual == Integer.parseInt(number);
  }

  /** The exact output that the header asks for, or null. */
  byte[] stdout() {
    if (!has("stdout")) {
      return null;
    }
    String text = get("stdout");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) != '\\') {
        bytes.write(text.charAt(i));
      } else {
        i++;
        switch (text.charAt(i)) {
          case 'n' -> bytes.write('\n');
          case '0' -> bytes.write(0);
          case 'x' -> {
            bytes.write(Integer.parseInt(text.substring(i + 1, i + 3), 16));
            i += 2;
          }
          default -> throw new IllegalArgumentException(name + ": unknown escape in " + text);
        }
      }
    }
    return bytes.toByteArray();
  }
}
