package dev.rewardgrader.grade.code;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rewardgrader.grade.GraderFault;
import dev.rewardgrader.json.InputException;
import dev.rewardgrader.json.StrictObject;
import java.util.ArrayList;
import java.util.List;

/**
 * What a task says about the values of its calls.
 *
 * @param arguments the kind of each positional argument: {@code list_node}, {@code tree_node}, or
 *     null for plain
 * @param result the kind of the result, or null
 * @param inPlace the argument that holds the result after the call, or null where the function
 *     returns it
 */
record CallOptions(List<String> arguments, String result, Integer inPlace) {
  private static final List<String> KINDS = List.of("plain", "list_node", "tree_node");

  static CallOptions of(JsonNode options) throws GraderFault {
    if (options == null) {
      return new CallOptions(List.of(), null, null);
    }
    try {
      StrictObject object = StrictObject.of(options, "$.options");
      List<String> arguments = new ArrayList<>();
      for (String kind : object.strings("arguments")) {
        arguments.add(known(kind));
      }
      String result = known(object.oneOf("result", "plain", KINDS));
      Integer inPlace = null;
      if (object.has("in_place")) {
        JsonNode place = object.required("in_place");
        if (!place.isBoolean() && !(place.isIntegralNumber() && place.intValue() >= 0)) {
          throw new InputException("$.options.in_place", "expected true or an argument's index");
        }
        if (!place.isBoolean()) {
          inPlace = place.intValue();
        } else if (place.booleanValue()) {
          inPlace = 0;
        }
      }
      object.finish();
      return new CallOptions(arguments, result, inPlace);
    } catch (InputException e) {
      throw GraderFault.badTask(e.getMessage());
    }
  }

  private static String known(String kind) throws InputException {
    if (!KINDS.contains(kind)) {
      throw new InputException(
          "$.options.arguments", "'" + kind + "' is not one of " + String.join(", ", KINDS));
    }
    return kind.equals("plain") ? null : kind;
  }
}
