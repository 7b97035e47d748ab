package dev.rewardgrader.grade.math.parse;

/** Why a text is not a formula. Stackless: thrown and caught inside this package only. */
final class ParseFailure extends RuntimeException {
  static final ParseFailure SYNTAX = new ParseFailure("syntax");
  static final ParseFailure TOO_DEEP = new ParseFailure("too-deep");
  static final ParseFailure TOO_LARGE = new ParseFailure("too-large");
  static final ParseFailure UNKNOWN_COMMAND = new ParseFailure("unknown-command");
  static final ParseFailure PROSE = new ParseFailure("prose");

  private final String code;

  private ParseFailure(String code) {
    super(code, null, false, false);
    this.code = code;
  }

  String code() {
    return code;
  }
}
