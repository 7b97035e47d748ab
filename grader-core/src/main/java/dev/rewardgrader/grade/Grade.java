package dev.rewardgrader.grade;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rewardgrader.extract.Candidate;
import dev.rewardgrader.sandbox.SandboxInfo;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The judgement of one candidate.
 *
 * @param candidate what was judged, or null when the completion held nothing
 * @param tests per-test results, or null in a family without tests
 * @param scores the family's raw scores by name; policies may use each of them
 * @param flags what deserves a second look, such as {@code tamper:exit-in-import}
 * @param details further facts of the family for the record, by name
 * @param compileTime spent on compiling
 * @param runTime spent on running or comparing
 * @param sandbox where it ran, or null
 */
public record Grade(
    Verdict verdict,
    Reason reason,
    Candidate candidate,
    TestReport tests,
    Map<String, Double> scores,
    List<String> flags,
    Map<String, JsonNode> details,
    Duration compileTime,
    Duration runTime,
    SandboxInfo sandbox) {

  public Grade {
    Objects.requireNonNull(verdict, "verdict");
    scores = unmodifiable(scores);
    flags = List.copyOf(flags);
    details = unmodifiable(details);
  }

  /**
   * Keeps the order, which {@code Map.copyOf} does not: records are to be the same bytes each time.
   */
  private static <V> Map<String, V> unmodifiable(Map<String, V> map) {
    return Collections.unmodifiableMap(new LinkedHashMap<>(map));
  }

  public static Builder of(Verdict verdict) {
    return new Builder(verdict);
  }

  /** Builds a grade; everything but the verdict may be left out. */
  public static final class Builder {
    private final Verdict verdict;
    private Reason reason;
    private Candidate candidate;
    private TestReport tests;
    private final Map<String, Double> scores = new LinkedHashMap<>();
    private final List<String> flags = new ArrayList<>();
    private final Map<String, JsonNode> details = new LinkedHashMap<>();
    private Duration compileTime = Duration.ZERO;
    private Duration runTime = Duration.ZERO;
    private SandboxInfo sandbox;

    private Builder(Verdict verdict) {
      this.verdict = verdict;
    }

    public Builder reason(String code, String message) {
      this.reason = new Reason(code, message);
      return this;
    }

    public Builder candidate(Candidate value) {
      this.candidate = value;
      return this;
    }

    public Builder tests(TestReport value) {
      this.tests = value;
      return this;
    }

    public Builder score(String name, double value) {
      scores.put(name, value);
      return this;
    }

    public Builder flag(String flag) {
      flags.add(flag);
      return this;
    }

    public Builder flags(List<String> values) {
      flags.addAll(values);
      return this;
    }

    public Builder detail(String name, JsonNode value) {
      details.put(name, value);
      return this;
    }

    public Builder compileTime(Duration value) {
      this.compileTime = value;
      return this;
    }

    public Builder runTime(Duration value) {
      this.runTime = value;
      return this;
    }

    public Builder sandbox(SandboxInfo value) {
      this.sandbox = value;
      return this;
    }

    public Grade build() {
      return new Grade(
          verdict, reason, candidate, tests, scores, flags, details, compileTime, runTime, sandbox);
    }
  }
}
