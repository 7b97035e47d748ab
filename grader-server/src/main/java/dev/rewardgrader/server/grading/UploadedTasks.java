package dev.rewardgrader.server.grading;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rewardgrader.json.InputException;
import dev.rewardgrader.json.Json;
import dev.rewardgrader.rollout.Task;
import dev.rewardgrader.rollout.TaskLookup;
import dev.rewardgrader.rollout.TaskReader;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Tasks that clients brought, by name; kept in a folder so that they survive a restart. A rollout
 * names a task of a set as {@code set/id}, and one of the set without a name as {@code id}.
 */
public final class UploadedTasks implements TaskLookup {
  private static final String SUFFIX = ".jsonl";

  private final Path folder;
  private final TaskReader reader;
  private final TaskLookup others;
  private final Map<String, Map<String, Entry>> sets = new ConcurrentHashMap<>();

  private record Entry(Task task, String json) {}

  /** What an upload came to. */
  public record Upload(int added, int known, int total) {}

  /** A task whose name belongs to another one already. */
  public static final class ConflictException extends Exception {
    private static final long serialVersionUID = 1L;

    ConflictException(String message) {
      super(message);
    }
  }

  /**
   * Reads what the folder holds.
   *
   * @param others where a name is looked up that nobody uploaded
   */
  public UploadedTasks(Path folder, TaskReader reader, TaskLookup others)
      throws IOException, InputException {
    this.folder = folder;
    this.reader = reader;
    this.others = others;
    Files.createDirectories(folder);
    List<Path> files;
    try (Stream<Path> all = Files.list(folder)) {
      files = all.filter(file -> file.toString().endsWith(SUFFIX)).sorted().toList();
    }
    for (Path file : files) {
      String name = file.getFileName().toString();
      String set = name.substring(1, name.length() - SUFFIX.length());
      try (BufferedReader lines = Files.newBufferedReader(file)) {
        Map<String, Entry> tasks = new LinkedHashMap<>();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          JsonNode json = Json.parse(line);
          Task task = reader.read(json, "$");
          tasks.put(task.id(), new Entry(task, line));
        }
        sets.put(set, new ConcurrentHashMap<>(tasks));
      }
    }
  }

  @Override
  public Task get(String id, String path) throws InputException {
    int slash = id.indexOf('/');
    Entry entry = slash < 0 ? null : find(id.substring(0, slash), id.substring(slash + 1));
    if (entry == null) {
      entry = find("", id);
    }
    return entry != null ? entry.task() : others.get(id, path);
  }

  private Entry find(String set, String id) {
    Map<String, Entry> tasks = sets.get(set);
    return tasks == null ? null : tasks.get(id);
  }

  /** The sets by name and how many tasks each has. */
  public Map<String, Integer> counts() {
    Map<String, Integer> counts = new java.util.TreeMap<>();
    sets.forEach((name, tasks) -> counts.put(name, tasks.size()));
    return counts;
  }

  /**
   * Adds tasks to a set. What is there already, in the same words, is left as it is.
   *
   * @param set letters, digits, {@code . _ -}; empty for the set without a name
   * @throws InputException naming the first bad task; nothing is added then
   * @throws ConflictException when a name stands for another task already; nothing is added then
   */
  public synchronized Upload add(String set, List<JsonNode> tasks)
      throws InputException, ConflictException {
    if (!set.matches("[A-Za-z0-9._-]{0,64}")) {
      throw new InputException("?set", "letters, digits, '.', '_' and '-', at most 64 of them");
    }
    Map<String, Entry> there = sets.getOrDefault(set, Map.of());
    Map<String, Entry> fresh = new LinkedHashMap<>();
    int known = 0;
    for (int i = 0; i < tasks.size(); i++) {
      String place = "$[" + i + "]";
      Task task = reader.read(tasks.get(i), place);
      if (task.id() == null) {
        throw new InputException(place + ".id", "missing: rollouts name a task by its id");
      }
      Entry entry = new Entry(task, tasks.get(i).toString());
      Entry before = there.getOrDefault(task.id(), fresh.get(task.id()));
      if (before == null) {
        fresh.put(task.id(), entry);
      } else if (before.task().equals(task)) {
        known++;
      } else {
        throw new ConflictException(
            "%s.id: '%s' stands for another task already; use another set (?set=NAME)"
                .formatted(place, task.id()));
      }
    }
    if (!fresh.isEmpty()) {
      Map<String, Entry> all = new ConcurrentHashMap<>(there);
      all.putAll(fresh);
      write(set, all);
      sets.put(set, all);
    }
    return new Upload(fresh.size(), known, there.size() + fresh.size());
  }

  /** The whole file or the old one: a crash leaves nothing torn. */
  private void write(String set, Map<String, Entry> tasks) {
    Path file = folder.resolve("_" + set + SUFFIX);
    Path part = folder.resolve("_" + set + ".part");
    StringBuilder text = new StringBuilder();
    tasks.values().forEach(entry -> text.append(entry.json()).append('\n'));
    try {
      Files.write(part, text.toString().getBytes(StandardCharsets.UTF_8));
      try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
        channel.force(true);
      }
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
