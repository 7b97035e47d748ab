package dev.rewardgrader.server.http;

import java.time.Duration;

/** Why a request is not answered as it was meant; each API says it in its own shape. */
public final class Problem extends Exception {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String path;
  private final Duration retryAfter;

  /**
   * @param status the HTTP status for an API that has nothing else to say
   * @param path the JSON path of the place, or null
   * @param retryAfter when asking again makes sense, or null
   */
  public Problem(int status, String detail, String path, Duration retryAfter) {
    super(detail);
    this.status = status;
    this.path = path;
    this.retryAfter = retryAfter;
  }

  public Problem(int status, String detail) {
    this(status, detail, null, null);
  }

  /** The request cannot be taken now. */
  public static Problem busy(String detail, Duration retryAfter) {
    return new Problem(503, detail, null, retryAfter);
  }

  public int status() {
    return status;
  }

  public String path() {
    return path;
  }

  public Duration retryAfter() {
    return retryAfter;
  }

  /** The status in words. */
  public String title() {
    return switch (status) {
      case 400 -> "Bad request";
      case 401 -> "A token is needed";
      case 403 -> "Not allowed";
      case 404 -> "Not found";
      case 405 -> "Method not allowed";
      case 408 -> "The request took too long";
      case 409 -> "Conflict";
      case 413 -> "The request is too large";
      case 422 -> "Cannot be processed";
      case 501 -> "Not supported";
      case 503, 504 -> "Busy";
      default -> "The service failed";
    };
  }
}
