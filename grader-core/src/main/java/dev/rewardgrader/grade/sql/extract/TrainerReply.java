package dev.rewardgrader.grade.sql.extract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rewardgrader.python.PyText;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A reply in the format that a trainer's reward asks for.
 *
 * @param thought blanks around it cut
 * @param answer what stands in the answer or solution tags, blanks around it cut
 * @param sql the query in the answer, as the trainer runs it; may be empty
 */
public record TrainerReply(String thought, String answer, String sql) {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  /** Python's patterns know the blanks and letters of Unicode. */
  private static final int PYTHON = Pattern.UNICODE_CHARACTER_CLASS | Pattern.CASE_INSENSITIVE;

  private static final Pattern TAG_IN_SOLUTION =
      Pattern.compile("</?(think|sql|observation)\\b", PYTHON);
  private static final Pattern NO_THOUGHT_NEXT =
      Pattern.compile("</observation>(?!\\s*<think>)", PYTHON);
  private static final Pattern BLANKS = Pattern.compile("\\s+", PYTHON);

  /**
   * SkyRL-SQL: one solution without other tags in it, a thought anywhere, and a thought behind each
   * observation before the solution. Empty where the format is broken.
   */
  public static Optional<TrainerReply> skyRl(String completion) {
    int open = onlyPlace(completion, "<solution>");
    int start = open + "<solution>".length();
    int close = open < 0 ? -1 : onlyPlace(completion.substring(start), "</solution>");
    String thought = between(completion, "<think>", "</think>");
    if (close < 0 || thought == null) {
      return Optional.empty();
    }
    String solution = completion.substring(start, start + close);
    return TAG_IN_SOLUTION.matcher(solution).find()
            || NO_THOUGHT_NEXT.matcher(completion.substring(0, open)).find()
        ? Optional.empty()
        : Optional.of(
            new TrainerReply(
                PyText.strip(thought), PyText.strip(solution), PyText.strip(solution)));
  }

  /**
   * SQL-R1: one thought and one answer in this order, and a lower-case {@code sql} fence with
   * something in it in the answer. The last one counts, and its blanks are squeezed, so that a line
   * comment swallows the rest.
   */
  public static Optional<TrainerReply> sqlR1(String completion) {
    return thoughtAndAnswer(completion)
        .flatMap(
            reply -> {
              String sql = PaverlExtraction.lastBlock(reply.answer).orElse("");
              return sql.isEmpty()
                  ? Optional.empty()
                  : Optional.of(
                      new TrainerReply(
                          reply.thought, reply.answer, BLANKS.matcher(sql).replaceAll(" ")));
            });
  }

  /**
   * DeepRetrieval-SQL: one thought and one answer in this order, and the answer is a JSON object
   * with {@code sql}.
   */
  public static Optional<TrainerReply> deepRetrieval(String completion) {
    return thoughtAndAnswer(completion)
        .flatMap(
            reply -> {
              try {
                JsonNode sql = JSON.readTree(reply.answer).get("sql");
                return sql == null
                    ? Optional.empty()
                    : Optional.of(
                        new TrainerReply(
                            reply.thought, reply.answer, sql.isTextual() ? sql.textValue() : ""));
              } catch (JsonProcessingException _) {
                return Optional.empty();
              }
            });
  }

  /** The query alone, where there is one. */
  Optional<String> query() {
    return sql.isBlank() ? Optional.empty() : Optional.of(sql);
  }

  /** A thought and an answer, each tag exactly once, one behind the other. */
  public static Optional<TrainerReply> thoughtAndAnswer(String text) {
    int at = -1;
    for (String tag : new String[] {"<think>", "</think>", "<answer>", "</answer>"}) {
      int place = onlyPlace(text, tag);
      if (place <= at) {
        return Optional.empty();
      }
      at = place;
    }
    return Optional.of(
        new TrainerReply(
            PyText.strip(between(text, "<think>", "</think>")),
            PyText.strip(between(text, "<answer>", "</answer>")),
            ""));
  }

  /** Where the word stands, or -1 where it stands nowhere or twice. */
  private static int onlyPlace(String text, String word) {
    int place = text.indexOf(word);
    return place >= 0 && text.indexOf(word, place + word.length()) >= 0 ? -1 : place;
  }

  /** The text between the first opening and the closing behind it, or null. */
  private static String between(String text, String open, String close) {
    int start = text.indexOf(open);
    int end = start < 0 ? -1 : text.indexOf(close, start + open.length());
    return end < 0 ? null : text.substring(start + open.length(), end);
  }
}
