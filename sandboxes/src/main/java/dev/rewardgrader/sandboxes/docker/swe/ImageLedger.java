package dev.rewardgrader.sandboxes.docker.swe;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The images that this program pulled, with their sizes and last uses: what may be removed when
 * they take more room than they should. What anybody else built or pulled is never among them. Kept
 * in a file, so that a later run knows of an earlier one's images. Thread-safe.
 */
final class ImageLedger {
  private record Entry(long bytes, long lastUse) {}

  private final Path file;
  private final long quota;
  private final Map<String, Entry> entries = new HashMap<>();
  private long clock;

  /**
   * A ledger.
   *
   * @param quota bytes of all its images together; 0 for no limit
   * @throws IOException if the file is there and cannot be read
   */
  ImageLedger(Path file, long quota) throws IOException {
    this.file = file;
    this.quota = quota;
    try {
      for (String line : Files.readAllLines(file)) {
        String[] parts = line.split("\t", -1);
        if (parts.length == 3) {
          entries.put(parts[0], new Entry(Long.parseLong(parts[1]), Long.parseLong(parts[2])));
          clock = Math.max(clock, Long.parseLong(parts[2]));
        }
      }
    } catch (NoSuchFileException e) {
      // Nothing was pulled yet.
    } catch (NumberFormatException e) {
      throw new IOException(file + " is damaged; remove it: " + e.getMessage(), e);
    }
  }

  synchronized void pulled(String image, long bytes) throws IOException {
    entries.put(image, new Entry(bytes, ++clock));
    save();
  }

  /** Notes a use; of an image that somebody else brought, nothing. */
  synchronized void used(String image) {
    entries.computeIfPresent(image, (name, entry) -> new Entry(entry.bytes(), ++clock));
  }

  synchronized void removed(String image) throws IOException {
    entries.remove(image);
    save();
  }

  /**
   * Images to remove so that the rest keeps within the quota, least recently used first.
   *
   * @param inUse images that must stay
   */
  synchronized List<String> superfluous(Collection<String> inUse) {
    long total = entries.values().stream().mapToLong(Entry::bytes).sum();
    List<String> remove = new ArrayList<>();
    if (quota <= 0) {
      return remove;
    }
    List<Map.Entry<String, Entry>> byUse =
        entries.entrySet().stream()
            .sorted(Comparator.comparingLong(entry -> entry.getValue().lastUse()))
            .toList();
    for (Map.Entry<String, Entry> entry : byUse) {
      if (total > quota && !inUse.contains(entry.getKey())) {
        remove.add(entry.getKey());
        total -= entry.getValue().bytes();
      }
    }
    return remove;
  }

  private void save() throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    Path part = file.resolveSibling(file.getFileName() + ".part");
    Files.write(
        part,
        entries.entrySet().stream()
            .map(
                entry ->
                    entry.getKey()
                        + "\t"
                        + entry.getValue().bytes()
                        + "\t"
                        + entry.getValue().lastUse())
            .sorted()
            .toList());
    Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
  }
}
