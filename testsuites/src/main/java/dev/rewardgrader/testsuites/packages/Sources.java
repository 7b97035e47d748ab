package dev.rewardgrader.testsuites.packages;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A program as a package holds it: a file, or a folder of files.
 *
 * @param language by the main file's extension, a name in {@code languages.yaml}
 * @param main the main file's name
 * @param files all of it, path to text
 */
record Sources(String language, String main, Map<String, String> files) {
  private static final Map<String, String> LANGUAGES =
      Map.ofEntries(
          Map.entry("py", "python"),
          Map.entry("py3", "python"),
          Map.entry("cpp", "cpp"),
          Map.entry("cc", "cpp"),
          Map.entry("cxx", "cpp"),
          Map.entry("C", "cpp"),
          Map.entry("c", "c"),
          Map.entry("java", "java"),
          Map.entry("kt", "kotlin"),
          Map.entry("js", "javascript"),
          Map.entry("ts", "typescript"),
          Map.entry("go", "go"),
          Map.entry("rs", "rust"),
          Map.entry("cs", "csharp"),
          Map.entry("rb", "ruby"),
          Map.entry("php", "php"),
          Map.entry("pl", "perl"),
          Map.entry("lua", "lua"),
          Map.entry("hs", "haskell"),
          Map.entry("ml", "ocaml"),
          Map.entry("pas", "pascal"),
          Map.entry("f90", "fortran"),
          Map.entry("r", "r"),
          Map.entry("sh", "bash"));

  /** Null where no file of it is in a known language. */
  static Sources read(Path program) throws IOException {
    Map<String, String> files = new TreeMap<>();
    if (Files.isRegularFile(program)) {
      files.put(program.getFileName().toString(), text(program));
    } else {
      try (Stream<Path> all = Files.walk(program)) {
        for (Path file : all.filter(Files::isRegularFile).sorted().toList()) {
          files.put(program.relativize(file).toString(), text(file));
        }
      }
    }
    String main = main(files);
    return main == null ? null : new Sources(language(main), main, files);
  }

  /** The file named main, else the one with an entry point, else the first in a known language. */
  private static String main(Map<String, String> files) {
    List<String> known = new ArrayList<>();
    for (String file : files.keySet()) {
      if (language(file) != null) {
        known.add(file);
      }
    }
    for (String file : known) {
      String name = file.substring(file.lastIndexOf('/') + 1);
      if (name.substring(0, name.lastIndexOf('.')).equalsIgnoreCase("main")) {
        return file;
      }
    }
    for (String file : known) {
      String text = files.get(file);
      if (text.contains("main(") || text.contains("__main__")) {
        return file;
      }
    }
    return known.isEmpty() ? null : known.getFirst();
  }

  private static String language(String file) {
    int dot = file.lastIndexOf('.');
    return dot < 0 ? null : LANGUAGES.get(file.substring(dot + 1));
  }

  static String text(Path file) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
  }
}
