package dev.rewardgrader.grade.math;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rewardgrader.json.InputException;
import dev.rewardgrader.json.StrictObject;
import java.util.List;

/** Reads the {@code options} object of a math task. Unknown options are errors. */
public final class MathTaskOptions {
  private MathTaskOptions() {}

  /**
   * The options of a task.
   *
   * @param node the object, or null for the defaults
   * @throws InputException when an option is unknown or has a value it cannot have
   */
  public static MathOptions parse(JsonNode node) throws InputException {
    if (node == null || node.isNull()) {
      return MathOptions.DEFAULT;
    }
    StrictObject o = StrictObject.of(node, "$.options");
    MathOptions.Builder builder =
        MathOptions.builder()
            .extraction(
                ExtractionPolicy.named(
                    o.oneOf(
                        "extraction",
                        ExtractionPolicy.MATH_VERIFY.label(),
                        ExtractionPolicy.labels())))
            .goldForm(form(o, "gold_form", "bare"))
            .answerForm(form(o, "answer_form", "text"))
            .latex(o.bool("latex", true))
            .plain(o.bool("plain", true))
            .choices(o.strings("choices"))
            .announcedFirst(o.bool("announced_first", false))
            .joinBoxes(o.bool("join_boxes", true))
            .requireAnchor(o.bool("require_anchor", false))
            .percentLenient(o.bool("percent_lenient", false))
            .orderedLists(o.bool("ordered_lists", false))
            .strictNames(o.bool("strict_names", true));
    long decimals = o.positiveLong("decimals").orElse(MathOptions.DEFAULT.decimals());
    if (decimals > MathOptions.MAX_DECIMALS) {
      throw new InputException(
          o.path("decimals"), "must be at most " + MathOptions.MAX_DECIMALS + ", not " + decimals);
    }
    o.finish();
    return builder.decimals((int) decimals).build();
  }

  private static MathOptions.Form form(StrictObject o, String field, String fallback)
      throws InputException {
    return o.oneOf(field, fallback, List.of("bare", "text")).equals("bare")
        ? MathOptions.Form.BARE
        : MathOptions.Form.TEXT;
  }
}
