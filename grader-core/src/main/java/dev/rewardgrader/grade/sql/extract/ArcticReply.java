package dev.rewardgrader.grade.sql.extract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.rewardgrader.extract.Candidate;
import dev.rewardgrader.python.PyText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What Arctic-Text2SQL-R1's reward makes of a reply ({@code bird_reward.py} of the Arctic
 * Platform), letter for letter: the query, whether the format is right, and the LIMIT that is put
 * behind each query.
 */
public final class ArcticReply {
  /** Rows of a result that are compared. */
  public static final int LIMIT = 5000;

  /** A block must be longer than this. */
  private static final int SHORT = 6;

  private static final String TICKS = "```";
  private static final String OPEN = "<think>";
  private static final String CLOSE = "</think>";

  private static final Pattern JSON_BLOCK = Pattern.compile("```\\s*json(.*?)```", Pattern.DOTALL);

  /** Python's {@code $} also stands before a line end that is the last character. */
  private static final Pattern BARE =
      Pattern.compile(
          "(SELECT\\s+.+?)(?:\\n\\n|(?=\\n?\\z))",
          Pattern.DOTALL | Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CHARACTER_CLASS);

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private ArcticReply() {}

  /**
   * The query: behind the first {@code </think>}, the last lower-case {@code sql} block, else the
   * last block with SELECT in it, its tag included, else {@code sql} of the first {@code json}
   * block, else from the first SELECT to an empty line.
   */
  static Optional<Candidate> extract(String completion) {
    int close = completion.indexOf(CLOSE);
    String answer = close < 0 ? completion : completion.substring(close + CLOSE.length());
    return last(blocks(answer, TICKS + "sql"), "last-fence")
        .or(
            () ->
                last(
                    blocks(answer, TICKS).stream()
                        .filter(block -> block.toUpperCase(Locale.ROOT).contains("SELECT"))
                        .toList(),
                    "plain-fence"))
        .or(() -> json(answer))
        .or(() -> bare(answer));
  }

  /** Whether there is one thought, opened and then closed, and no other such tag. */
  public static boolean wellFormed(String completion) {
    int open = completion.indexOf(OPEN);
    int close = completion.indexOf(CLOSE);
    return open >= 0
        && open < close
        && completion.indexOf(OPEN, open + 1) < 0
        && completion.indexOf(CLOSE, close + 1) < 0;
  }

  /**
   * The query as it is run: cut to {@value #LIMIT} rows, unless the word LIMIT with a blank, tab or
   * line end behind it stands anywhere in its text, be it in a string. A comment at the end
   * swallows the limit.
   */
  public static String limited(String sql) {
    String upper = sql.toUpperCase(Locale.ROOT);
    if (upper.contains("LIMIT ") || upper.contains("LIMIT\n") || upper.contains("LIMIT\t")) {
      return sql;
    }
    int end = PyText.trimEnd(sql, 0, sql.length());
    while (end > 0 && sql.charAt(end - 1) == ';') {
      end--;
    }
    return sql.substring(0, PyText.trimEnd(sql, 0, end)) + " LIMIT " + LIMIT + ";";
  }

  /** What stands between each opening and the next three backticks, blanks around it cut. */
  private static List<String> blocks(String text, String opening) {
    List<String> blocks = new ArrayList<>();
    int open = text.indexOf(opening);
    while (open >= 0) {
      int start = open + opening.length();
      int close = text.indexOf(TICKS, start);
      if (close < 0) {
        break;
      }
      blocks.add(PyText.strip(text.substring(start, close)));
      open = text.indexOf(opening, close + TICKS.length());
    }
    return blocks;
  }

  private static Optional<Candidate> last(List<String> blocks, String rule) {
    return blocks.reversed().stream()
        .filter(block -> block.codePointCount(0, block.length()) > SHORT)
        .findFirst()
        .map(sql -> new Candidate(sql, "sql", rule));
  }

  private static Optional<Candidate> json(String text) {
    Matcher block = JSON_BLOCK.matcher(text);
    if (!block.find()) {
      return Optional.empty();
    }
    String body = block.group(1);
    int open = body.lastIndexOf('{');
    int close = body.indexOf('}');
    if (open < 0 || close < open) {
      return Optional.empty();
    }
    String object = body.substring(open, close + 1).replace("\\n", "\n").replace("\\'", "'");
    try {
      JsonNode sql = JSON.readTree(object).path("sql");
      return sql.isTextual() && !sql.textValue().isEmpty()
          ? Optional.of(new Candidate(sql.textValue(), "sql", "json"))
          : Optional.empty();
    } catch (JsonProcessingException _) {
      return Optional.empty();
    }
  }

  private static Optional<Candidate> bare(String text) {
    Matcher query = BARE.matcher(text);
    return query.find()
        ? Optional.of(new Candidate(PyText.strip(query.group(1)), "sql", "bare-query"))
        : Optional.empty();
  }
}
