package dev.rewardgrader.grade.code;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The programs beside this class that run inside the sandbox. */
final class Resources {
  private static final Map<String, String> TEXTS = new ConcurrentHashMap<>();

  private Resources() {}

  static String text(String name) {
    return TEXTS.computeIfAbsent(name, Resources::load);
  }

  private static String load(String name) {
    try (InputStream in = Resources.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("resource " + name + " is missing from the jar");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
