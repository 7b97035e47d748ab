package dev.rewardgrader.server.dropin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rewardgrader.json.InputException;
import dev.rewardgrader.sandbox.SandboxException;
import dev.rewardgrader.sandbox.language.Language;
import dev.rewardgrader.sandboxes.languages.Languages;
import dev.rewardgrader.server.http.Api;
import dev.rewardgrader.server.http.ErrorShape;
import dev.rewardgrader.server.http.Reply;
import dev.rewardgrader.server.http.Request;
import dev.rewardgrader.server.http.Route;
import dev.rewardgrader.server.run.RunOutcome;
import dev.rewardgrader.server.run.RunService;
import dev.rewardgrader.server.work.BusyException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * open-r1's router of sandboxes, {@code POST /execute_batch} (huggingface/open-r1, {@code
 * scripts/e2b_router.py}; its client is {@code utils/routed_sandbox.py}): scripts in, the values of
 * their last expressions out. A script that could not be run has no execution and says why in
 * {@code exception_str}, of which open-r1 makes the reward None.
 */
public final class ScriptsApi implements Api {
  private static final ErrorShape ERRORS = new FastApiErrors(503);

  /** Its client waits for ever. */
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);

  private final RunService service;
  private final Languages languages;

  public ScriptsApi(RunService service, Languages languages) {
    this.service = service;
    this.languages = languages;
  }

  @Override
  public List<Route> routes() {
    return List.of(Route.post("/execute_batch", ERRORS, this::execute));
  }

  private Reply execute(Request request) throws InputException, InterruptedException {
    JsonNode body = Fields.object(request.json());
    if (!body.has("scripts")) {
      throw new InputException("$.scripts", "missing");
    }
    List<String> scripts = texts(Fields.array(body, "scripts"), "$.scripts");
    // Before scripts had a language each, the answer's name was another, too.
    boolean newer = body.has("languages");
    List<String> names =
        newer
            ? texts(Fields.array(body, "languages"), "$.languages")
            : scripts.stream().map(_ -> body.path("language").asText("python")).toList();
    if (names.size() != scripts.size()) {
      throw new InputException(
          "$.languages",
          "expected one for each of %d scripts, not %d".formatted(scripts.size(), names.size()));
    }
    Duration time = Fields.seconds(body, "timeout", 30);
    List<Callable<ObjectNode>> calls = new ArrayList<>();
    for (int i = 0; i < scripts.size(); i++) {
      String script = scripts.get(i);
      String name = names.get(i);
      String answer = newer ? "execution" : "result";
      calls.add(() -> one(script, name, time, answer, request.caller()));
    }
    return Reply.json(all(calls));
  }

  /** Waits for all; a client that goes away interrupts this, and that ends each of them. */
  private static ArrayNode all(List<Callable<ObjectNode>> calls) throws InterruptedException {
    ArrayNode answers = JsonNodeFactory.instance.arrayNode();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      try {
        for (Future<ObjectNode> one : threads.invokeAll(calls)) {
          answers.add(one.get());
        }
      } catch (ExecutionException e) {
        throw new IllegalStateException(e.getCause());
      }
    }
    return answers;
  }

  private ObjectNode one(String script, String name, Duration time, String answer, String caller)
      throws InterruptedException {
    Language language = languages.find(name).orElse(null);
    if (language == null) {
      return failed(answer, "language " + name + " is not known here");
    }
    try {
      Script run = Script.of(language, script, time);
      RunOutcome outcome = service.run(run.program(), run.run(), caller, LONGEST_WAIT);
      String late = Script.whyThereIsNone(outcome, time);
      if (late != null) {
        return failed(answer, late);
      }
      ObjectNode json = JsonNodeFactory.instance.objectNode();
      json.set(answer, run.execution(outcome));
      json.putNull("exception_str");
      return json;
    } catch (BusyException | SandboxException e) {
      return failed(answer, e.getMessage());
    }
  }

  private static ObjectNode failed(String answer, String why) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.putNull(answer);
    json.put("exception_str", why);
    return json;
  }

  private static List<String> texts(JsonNode array, String path) throws InputException {
    List<String> texts = new ArrayList<>();
    for (JsonNode one : array) {
      if (!one.isTextual()) {
        throw new InputException(path + "[" + texts.size() + "]", "expected a string");
      }
      texts.add(one.textValue());
    }
    return texts;
  }
}
