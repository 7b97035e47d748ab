package dev.rewardgrader.testsuites.packages;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A program as a package holds it: a file, or a folder of files.
 *
 * @param language by the main file's extension, a name in {@code languages.yaml}; or {@link
 *     ScriptPrograms#NAME} where the folder brings scripts that build and run it
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
          Map.entry("c++", "cpp"),
          Map.entry("C", "cpp"),
          Map.entry("c", "c"),
          Map.entry("java", "java"),
          Map.entry("kt", "kotlin"),
          Map.entry("js", "javascript"),
          Map.entry("mjs", "javascript"),
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
          Map.entry("pp", "pascal"),
          Map.entry("f90", "fortran"),
          Map.entry("f95", "fortran"),
          Map.entry("r", "r"),
          Map.entry("R", "r"),
          Map.entry("bash", "bash"),
          Map.entry("sh", "bash"));

  private static final Pattern ENTRY = Pattern.compile("\\bmain\\s*\\(|__main__");

  /** The files of a program; more than one where it is a folder. */
  static Map<String, String> files(Path program) throws IOException {
    Map<String, String> files = new TreeMap<>();
    if (Files.isRegularFile(program)) {
      files.put(program.getFileName().toString(), text(program));
      return files;
    }
    try (Stream<Path> all = Files.walk(program, FileVisitOption.FOLLOW_LINKS)) {
      for (Path file : all.filter(Files::isRegularFile).sorted().toList()) {
        files.put(program.relativize(file).toString(), text(file));
      }
    }
    return files;
  }

  /** Null where no file of it is in a known language. */
  static Sources of(Map<String, String> files) {
    return of(files, null, null);
  }

  /**
   * @param language as the package says, or null where the files tell it
   * @param entry the main file as the package says, or null
   * @return null where no file of it is in a known language
   */
  static Sources of(Map<String, String> files, String language, String entry) {
    if (files.containsKey("build") || files.containsKey("run")) {
      return ScriptPrograms.sources(files);
    }
    String main = entry != null ? entryFile(files, entry) : main(files);
    if (main == null || (language == null && languageOf(main) == null)) {
      return null;
    }
    String name = language == null ? languageOf(main) : language;
    return new Sources(name, main, name.startsWith("cpp") ? named(files, main) : files);
  }

  /** Every source of C++ under the ending that the compiler's command line looks for. */
  private static Map<String, String> named(Map<String, String> files, String main) {
    Map<String, String> named = new TreeMap<>(files);
    for (Map.Entry<String, String> file : files.entrySet()) {
      String path = file.getKey();
      boolean other = "cpp".equals(languageOf(path)) && !path.endsWith(".cpp");
      if (other && !path.equals(main)) {
        named.remove(path);
        named.put(path.substring(0, path.lastIndexOf('.')) + ".cpp", file.getValue());
      }
    }
    return named;
  }

  /** An entry point is a file, with or without its ending, or a class in one. */
  private static String entryFile(Map<String, String> files, String entry) {
    if (files.containsKey(entry)) {
      return entry;
    }
    String path = entry.replace('.', '/');
    return files.keySet().stream()
        .filter(file -> stem(file).equals(path) || stem(file).equals(entry))
        .findFirst()
        .orElse(null);
  }

  private static String stem(String file) {
    int dot = file.lastIndexOf('.');
    return dot < 0 ? file : file.substring(0, dot);
  }

  /** Whether a program starts in it by its name. */
  static boolean isMain(String file) {
    String name = stem(file.substring(file.lastIndexOf('/') + 1));
    return name.equalsIgnoreCase("main") || name.equals("__main__");
  }

  /** The file named main, else the one with an entry point, else the first in a known language. */
  private static String main(Map<String, String> files) {
    List<String> known = new ArrayList<>();
    for (String file : files.keySet()) {
      if (languageOf(file) != null) {
        known.add(file);
      }
    }
    for (String file : known) {
      if (isMain(file)) {
        return file;
      }
    }
    for (String file : known) {
      if (ENTRY.matcher(files.get(file)).find()) {
        return file;
      }
    }
    return known.isEmpty() ? null : known.getFirst();
  }

  private static String languageOf(String file) {
    int dot = file.lastIndexOf('.');
    String ending = file.substring(dot + 1);
    return dot < 0
        ? null
        : LANGUAGES.getOrDefault(ending, LANGUAGES.get(ending.toLowerCase(Locale.ROOT)));
  }

  /** A text as editors of Windows write it may begin with a byte order mark. */
  static String withoutMark(String text) {
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  static String text(Path file) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
  }
}
