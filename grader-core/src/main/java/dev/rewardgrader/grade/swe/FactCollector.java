package dev.rewardgrader.grade.swe;

import dev.rewardgrader.grade.swe.container.SweEngineException;
import dev.rewardgrader.grade.swe.facts.Diagnostics;
import dev.rewardgrader.grade.swe.facts.JavaSyntax;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Asks the tools of a container about the files of a patch: Python's own compiler and pyflakes,
 * javac, tsc; JavaParser out here. None of them runs what it reads.
 */
final class FactCollector {
  private static final int MOST_FILES = 200;
  private static final Pattern SETTINGS = Pattern.compile("(^|/)tsconfig[^/]*\\.json$");

  private final Workspace workspace;
  private final List<String> python;
  private final List<String> java;
  private final List<String> typescript;

  FactCollector(Workspace workspace, Set<String> files) {
    this.workspace = workspace;
    python = ending(files, ".py");
    java = ending(files, ".java");
    typescript = changesTools(files) ? List.of() : ending(files, ".ts", ".tsx", ".mts", ".cts");
  }

  private static List<String> ending(Set<String> files, String... ends) {
    return files.stream()
        .filter(file -> Stream.of(ends).anyMatch(file::endsWith))
        .limit(MOST_FILES)
        .toList();
  }

  /** Whether a patch brings modules, tsc perhaps among them, or tells tsc what to look at. */
  private static boolean changesTools(Set<String> files) {
    return files.stream()
        .anyMatch(file -> file.startsWith("node_modules/") || SETTINGS.matcher(file).find());
  }

  Diagnostics collect() throws SweEngineException, InterruptedException {
    Diagnostics all = Diagnostics.NONE;
    if (!python.isEmpty()) {
      List<String> command =
          new ArrayList<>(List.of("python3", "-I", "-W", "default", "-c", resource("facts.py")));
      command.addAll(python);
      all = all.and(Diagnostics.of(workspace.output(command)));
    }
    if (!java.isEmpty()) {
      Map<String, String> texts = new LinkedHashMap<>();
      for (String file : java) {
        String text = workspace.read(file);
        if (!text.isEmpty()) {
          texts.put(file, text);
        }
      }
      all = all.and(JavaSyntax.of(texts)).and(shell("facts-javac.sh", texts.keySet()));
    }
    if (!typescript.isEmpty()) {
      all = all.and(shell("facts-tsc.sh", typescript));
    }
    return all;
  }

  private Diagnostics shell(String script, Collection<String> files)
      throws SweEngineException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("/bin/bash", "-c", resource(script), "bash"));
    command.addAll(files);
    return Diagnostics.of(workspace.output(command));
  }

  private static String resource(String name) {
    try (InputStream in = FactCollector.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
