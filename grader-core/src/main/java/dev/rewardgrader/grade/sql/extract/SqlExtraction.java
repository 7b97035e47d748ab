package dev.rewardgrader.grade.sql.extract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rewardgrader.extract.Candidate;
import dev.rewardgrader.extract.Fences;
import dev.rewardgrader.extract.Thinking;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How the SQL is found in a completion. */
public enum SqlExtraction {
  /**
   * Ours: after the thought, the last SQL fence, answer tags, JSON, any fence with a query, a bare
   * query.
   */
  AUTO {
    @Override
    public Optional<Candidate> extract(String completion) {
      String answer = Thinking.strip(completion);
      return fence(answer)
          .or(() -> tagged(answer))
          .or(() -> json(answer))
          .or(() -> fenceWithQuery(answer))
          .or(() -> bare(answer));
    }
  },
  /** PaVeRL-SQL's rule with its minimum length. */
  PAVERL {
    @Override
    public Optional<Candidate> extract(String completion) {
      return PaverlExtraction.lastBlock(completion)
          .filter(PaverlExtraction::longEnough)
          .map(sql -> candidate(sql, "paverl-last-block"));
    }
  },
  /**
   * Arctic-Text2SQL-R1: the last {@code sql} block of more than 6 characters, a plain block, JSON,
   * a bare query.
   */
  ARCTIC {
    @Override
    public Optional<Candidate> extract(String completion) {
      return ArcticReply.extract(completion);
    }
  },
  /**
   * The text of the last {@code <answer>}, {@code <solution>} or {@code <sql>}, or the fence in it.
   */
  TAGS {
    @Override
    public Optional<Candidate> extract(String completion) {
      return tagged(completion);
    }
  },
  /** SkyRL-SQL: all that stands between the solution tags. */
  SKYRL {
    @Override
    public Optional<Candidate> extract(String completion) {
      return reply(TrainerReply.skyRl(completion), "solution-tag");
    }
  },
  /** SQL-R1: the last SQL fence in the answer, its blanks squeezed. */
  SQL_R1 {
    @Override
    public Optional<Candidate> extract(String completion) {
      return reply(TrainerReply.sqlR1(completion), "answer-fence");
    }
  },
  /** DeepRetrieval-SQL: {@code sql} of the JSON object in the answer. */
  DEEP_RETRIEVAL {
    @Override
    public Optional<Candidate> extract(String completion) {
      return reply(TrainerReply.deepRetrieval(completion), "answer-json");
    }
  },
  /** The whole completion is the query. */
  WHOLE {
    @Override
    public Optional<Candidate> extract(String completion) {
      return completion.isBlank()
          ? Optional.empty()
          : Optional.of(candidate(completion.strip(), "whole"));
    }
  };

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> TAGS_IN_USE = List.of("answer", "solution", "sql");
  private static final Pattern QUERY =
      Pattern.compile("(?im)^[ \\t\\x0B\\f]*+(select|with|values)\\b");

  /** The SQL of a completion; empty where there is none. */
  public abstract Optional<Candidate> extract(String completion);

  /** The word used in tasks. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  private static Optional<Candidate> reply(Optional<TrainerReply> reply, String rule) {
    return reply.flatMap(TrainerReply::query).map(sql -> candidate(sql, rule));
  }

  private static Candidate candidate(String sql, String rule) {
    return new Candidate(sql, "sql", rule);
  }

  private static Optional<Candidate> nonBlank(String sql, String rule) {
    return sql.isBlank() ? Optional.empty() : Optional.of(candidate(sql.strip(), rule));
  }

  private static Optional<Candidate> fence(String text) {
    Optional<Candidate> inline =
        PaverlExtraction.lastBlock(text)
            .filter(sql -> startsQuery(sql))
            .map(sql -> candidate(sql, "last-fence"));
    List<Fences.Fence> fences = Fences.of(text);
    for (Fences.Fence fence : fences.reversed()) {
      if (fence.tag().startsWith("sql")
          || fence.tag().equals("postgresql")
          || fence.tag().equals("mysql")) {
        return nonBlank(fence.text(), "last-fence").or(() -> inline);
      }
    }
    return inline;
  }

  private static Optional<Candidate> fenceWithQuery(String text) {
    for (Fences.Fence fence : Fences.of(text).reversed()) {
      if (startsQuery(fence.text())) {
        return nonBlank(fence.text(), "plain-fence");
      }
    }
    return Optional.empty();
  }

  private static boolean startsQuery(String text) {
    return QUERY.matcher(text).find();
  }

  private static Optional<Candidate> tagged(String text) {
    for (String tag : TAGS_IN_USE) {
      int open = text.lastIndexOf("<" + tag + ">");
      if (open >= 0) {
        int start = open + tag.length() + 2;
        int close = text.indexOf("</" + tag + ">", start);
        String body = text.substring(start, close < 0 ? text.length() : close);
        return fence(body)
            .or(() -> fenceWithQuery(body))
            .or(() -> json(body))
            .or(() -> nonBlank(body, "tag"))
            .map(found -> candidate(found.text(), tag + "-tag"));
      }
    }
    return Optional.empty();
  }

  /**
   * The last object with a field {@code sql} or {@code query} that starts a line or is the whole
   * text.
   */
  private static Optional<Candidate> json(String text) {
    int field = Math.max(text.lastIndexOf("\"sql\""), text.lastIndexOf("\"query\""));
    int open = field < 0 ? -1 : text.lastIndexOf('{', field);
    if (open < 0) {
      return Optional.empty();
    }
    try (var parser = JSON.createParser(text.substring(open))) {
      JsonNode node = JSON.readTree(parser);
      JsonNode sql =
          node == null ? null : node.path("sql").isTextual() ? node.get("sql") : node.get("query");
      return sql != null && sql.isTextual() ? nonBlank(sql.textValue(), "json") : Optional.empty();
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  /** From the first line that starts a query to the end of the statement. */
  private static Optional<Candidate> bare(String text) {
    Matcher matcher = QUERY.matcher(text);
    if (!matcher.find()) {
      return Optional.empty();
    }
    String rest = text.substring(matcher.start(1));
    int blank = rest.indexOf("\n\n");
    int fence = rest.indexOf("```");
    int end = Math.min(blank < 0 ? rest.length() : blank, fence < 0 ? rest.length() : fence);
    return nonBlank(rest.substring(0, end), "bare-query");
  }
}
