package dev.rewardgrader.server.dropin.openai;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Texts with {@code {{sample.output_text}}} and {@code {{item.field.field}}} in them. */
final class Template {
  private static final Pattern PLACE = Pattern.compile("\\{\\{\\s*([A-Za-z0-9_.\\[\\]]+)\\s*}}");

  /** A place that nothing stands for. */
  static final class UnknownVariableException extends Exception {
    private static final long serialVersionUID = 1L;

    UnknownVariableException(String name) {
      super("{{" + name + "}} stands for nothing");
    }
  }

  private final JsonNode variables;

  /**
   * @param variables an object of {@code sample} and {@code item}
   */
  Template(JsonNode variables) {
    this.variables = variables;
  }

  String fill(String text) throws UnknownVariableException {
    Matcher places = PLACE.matcher(text);
    StringBuilder filled = new StringBuilder();
    while (places.find()) {
      places.appendReplacement(filled, Matcher.quoteReplacement(value(places.group(1))));
    }
    return places.appendTail(filled).toString();
  }

  private String value(String name) throws UnknownVariableException {
    JsonNode at = variables;
    for (String step : name.replace("[", ".").replace("]", "").split("\\.")) {
      at =
          at.isArray() && step.matches("\\d{1,6}")
              ? at.path(Integer.parseInt(step))
              : at.path(step);
    }
    if (at.isMissingNode()) {
      throw new UnknownVariableException(name);
    }
    return at.isTextual() ? at.textValue() : at.toString();
  }
}
