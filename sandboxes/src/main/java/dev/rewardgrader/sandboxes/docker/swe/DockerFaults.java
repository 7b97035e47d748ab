package dev.rewardgrader.sandboxes.docker.swe;

import com.github.dockerjava.api.exception.BadRequestException;
import com.github.dockerjava.api.exception.NotFoundException;
import dev.rewardgrader.grade.swe.container.SweEngineException;

/** Turns what docker-java throws into faults of ours. */
final class DockerFaults {
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

  static String message(Throwable e) {
    String text = e.getMessage() == null ? e.toString() : e.getMessage().strip();
    return text.length() <= 500 ? text : text.substring(0, 500) + "…";
  }
}
