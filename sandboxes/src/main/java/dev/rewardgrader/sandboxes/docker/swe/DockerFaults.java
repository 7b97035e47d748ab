package dev.rewardgrader.sandboxes.docker.swe;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.dockerjava.api.exception.BadRequestException;
import com.github.dockerjava.api.exception.NotFoundException;
import dev.rewardgrader.grade.swe.container.SweEngineException;
import dev.rewardgrader.json.InputException;
import dev.rewardgrader.json.Json;

/** Turns what docker-java throws into faults of ours. */
final class DockerFaults {
  /** How the client's exceptions begin, before what the engine answered. */
  private static final String STATUS = "Status ";

  private DockerFaults() {}

  /** All but a request that makes no sense may go better the next time. */
  static SweEngineException of(String code, String what, RuntimeException e) {
    boolean lasting = e instanceof BadRequestException;
    return new SweEngineException(code, what + ": " + message(e), !lasting, e);
  }

  /** A container that is gone in the middle of an evaluation was killed from outside. */
  static SweEngineException lost(String what, RuntimeException e) {
    String code = e instanceof NotFoundException ? "container-lost" : "engine-fault";
    return new SweEngineException(code, what + ": " + message(e), true, e);
  }

  /** In one line, and of what an engine answers in JSON its sentence. */
  static String message(Throwable e) {
    String text = e.getMessage() == null ? e.toString() : e.getMessage().strip();
    int json = text.startsWith(STATUS) ? text.indexOf('{') : -1;
    if (json >= 0) {
      try {
        JsonNode sentence = Json.parse(text.substring(json)).path("message");
        text = sentence.isTextual() ? sentence.textValue().strip() : text;
      } catch (InputException other) {
        // It is told as it is.
      }
    }
    text = text.replaceAll("\\s*\\R\\s*", " ");
    return text.length() <= 500 ? text : text.substring(0, 500) + "…";
  }
}
