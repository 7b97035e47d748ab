package dev.rewardgrader.grade.math.parse;

/**
 * Why a text is not a formula. Stackless: thrown and caught inside this package only, to leave many
 * levels of descent at once.
 */
final class ParseFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private ParseFailure(String code) {
    super(code, null, false, false);
  }

  static ParseFailure syntax() {
    return new ParseFailure("syntax");
  }

  static ParseFailure tooDeep() {
    return new ParseFailure("too-deep");
  }

  static ParseFailure tooLarge() {
    return new ParseFailure("too-large");
  }

  static ParseFailure unknownCommand() {
    return new ParseFailure("unknown-command");
  }

  static ParseFailure prose() {
    return new ParseFailure("prose");
  }

  String code() {
    return getMessage();
  }
}
