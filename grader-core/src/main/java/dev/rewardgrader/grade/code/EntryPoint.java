package dev.rewardgrader.grade.code;

import dev.rewardgrader.rollout.CodeTask;

/**
 * The function under test.
 *
 * @param type the class that it is a method of, or null
 * @param name the function's or method's name
 * @param instance whether the method is called on a new instance: {@code Solution().f}, against
 *     {@code Solution.f}
 */
record EntryPoint(String type, String name, boolean instance) {

  /** The entry point of a test form; null where it has none. */
  static EntryPoint of(CodeTask.TestForm form) {
    return switch (form) {
      case CodeTask.Calls calls -> parse(calls.entryPoint());
      case CodeTask.Asserts asserts ->
          asserts.entryPoint() == null ? null : parse(asserts.entryPoint());
      case CodeTask.Stdio stdio -> null;
      case CodeTask.Interactive interactive -> null;
    };
  }

  static EntryPoint parse(String text) {
    String entry = text.strip();
    int dot = entry.lastIndexOf('.');
    if (dot < 0) {
      return new EntryPoint(null, entry, false);
    }
    String type = entry.substring(0, dot);
    boolean instance = type.endsWith("()");
    return new EntryPoint(
        instance ? type.substring(0, type.length() - 2) : type, entry.substring(dot + 1), instance);
  }

  /** The name that the candidate has to define at its top level. */
  String outermost() {
    return type == null ? name : type;
  }
}
