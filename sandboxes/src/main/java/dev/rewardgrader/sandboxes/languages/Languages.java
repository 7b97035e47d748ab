package dev.rewardgrader.sandboxes.languages;

import dev.rewardgrader.sandbox.language.Language;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The languages that the sandboxes serve. Immutable. */
public final class Languages {

  private static final String RESOURCE = "languages.yaml";

  private final Map<String, Language> byName;
  private final Map<String, Language> byAnyName;

  private Languages(Collection<Language> languages) {
    Map<String, Language> named = new LinkedHashMap<>();
    languages.forEach(language -> named.put(language.name(), language));
    Map<String, Language> any = new LinkedHashMap<>(named);
    for (Language language : named.values()) {
      for (String alias : language.aliases()) {
        Language other = any.putIfAbsent(alias, language);
        if (other != null) {
          throw new IllegalArgumentException(
              "'%s' is a name of both %s and %s".formatted(alias, other.name(), language.name()));
        }
      }
    }
    this.byName = named;
    this.byAnyName = any;
  }

  /** The languages that come with the grader. */
  public static Languages bundled() {
    try (InputStream in = Languages.class.getResourceAsStream(RESOURCE)) {
      return new Languages(LanguagesFile.read(in, RESOURCE));
    } catch (IOException e) {
      throw new UncheckedIOException("the bundled " + RESOURCE + " is broken", e);
    }
  }

  /**
   * These languages with a user's file on top: a language of the same name is replaced as a whole,
   * another one is added.
   *
   * @throws IOException when the file cannot be read or is not right; the message has file and line
   */
  public Languages with(Path file) throws IOException {
    Map<String, Language> merged = new LinkedHashMap<>(byName);
    try (InputStream in = Files.newInputStream(file)) {
      LanguagesFile.read(in, file.toString())
          .forEach(language -> merged.put(language.name(), language));
    }
    try {
      return new Languages(merged.values());
    } catch (IllegalArgumentException e) {
      throw new IOException(file + ": " + e.getMessage(), e);
    }
  }

  /** The language of a name or alias, in any case of letters. */
  public Optional<Language> find(String name) {
    return Optional.ofNullable(byAnyName.get(name.toLowerCase(Locale.ROOT)));
  }

  /** All of them, in the order of the file. */
  public List<Language> all() {
    return new ArrayList<>(byName.values());
  }
}
