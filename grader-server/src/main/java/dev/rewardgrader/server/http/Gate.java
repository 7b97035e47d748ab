package dev.rewardgrader.server.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Map;

/**
 * Lets in those who know the token, where there is one. The token comes as {@code Authorization:
 * Bearer}, as the password of basic authentication (so that it can stand in a URL of a client that
 * sets no headers), or as the first steps of the path: {@code /token/TOKEN/run_code}.
 */
final class Gate {
  private static final String PREFIX = "/token/";

  private final byte[] token;

  /**
   * @param token null to let everybody in
   */
  Gate(String token) {
    this.token = token == null ? null : token.getBytes(StandardCharsets.UTF_8);
  }

  /** The token in a path, or null. */
  private static String tokenIn(String path) {
    if (!path.startsWith(PREFIX)) {
      return null;
    }
    int end = path.indexOf('/', PREFIX.length());
    return end < 0 ? null : path.substring(PREFIX.length(), end);
  }

  /** The path without a token in it. */
  static String withoutToken(String path) {
    String inPath = tokenIn(path);
    return inPath == null ? path : path.substring(PREFIX.length() + inPath.length());
  }

  /**
   * @param path as it was asked for
   * @throws Problem 401, or 403 for a browser at a service without a token: a web page must not
   *     reach what listens on this machine for this machine's programs
   */
  void check(String path, Map<String, String> headers) throws Problem {
    if (token == null) {
      if (headers.containsKey("origin")) {
        throw new Problem(403, "requests of web pages need a service with a token (--token-file)");
      }
      return;
    }
    String given = tokenIn(path);
    if (given == null) {
      given = fromHeader(headers.get("authorization"));
    }
    if (given == null || !MessageDigest.isEqual(token, given.getBytes(StandardCharsets.UTF_8))) {
      throw new Problem(
          401,
          given == null ? "send the service's token: Authorization: Bearer …" : "not the token");
    }
  }

  private static String fromHeader(String authorization) {
    if (authorization == null) {
      return null;
    }
    if (authorization.regionMatches(true, 0, "Bearer ", 0, 7)) {
      return authorization.substring(7).strip();
    }
    if (authorization.regionMatches(true, 0, "Basic ", 0, 6)) {
      try {
        byte[] decoded = Base64.getDecoder().decode(authorization.substring(6).strip());
        String pair = new String(decoded, StandardCharsets.UTF_8);
        return pair.substring(pair.indexOf(':') + 1);
      } catch (IllegalArgumentException e) {
        return "";
      }
    }
    return "";
  }
}
