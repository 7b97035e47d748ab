package dev.rewardgrader.server;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rewardgrader.grade.sql.SqlIsolation;
import dev.rewardgrader.json.Json;
import dev.rewardgrader.rollout.TaskStore;
import dev.rewardgrader.sandbox.SandboxPool;
import dev.rewardgrader.sandbox.language.Language;
import dev.rewardgrader.sandboxes.Sandboxes;
import dev.rewardgrader.sandboxes.graders.GraderSet;
import dev.rewardgrader.sandboxes.graders.LazySandboxPool;
import dev.rewardgrader.sandboxes.graders.SandboxSetup;
import dev.rewardgrader.sandboxes.languages.Languages;
import dev.rewardgrader.sandboxes.local.LocalOptions;
import dev.rewardgrader.server.http.HttpLimits;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A real service in this process, on a free port, with sandboxes of the host's own programs. */
public final class RunningServer implements AutoCloseable {
  private static final int JOBS = 2;

  /** Whether programs can be run here. */
  public static final boolean HAS_SANDBOX = Files.isExecutable(Path.of("/usr/bin/bwrap"));

  private final GraderSet graders;
  private final SandboxPool programs;
  private final GraderServer server;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private RunningServer(GraderSet graders, SandboxPool programs, GraderServer server) {
    this.graders = graders;
    this.programs = programs;
    this.server = server;
  }

  public static RunningServer start(Path state) throws Exception {
    return start(state, null);
  }

  public static RunningServer start(Path state, String token) throws Exception {
    return start(state, token, JOBS);
  }

  public static RunningServer start(Path state, String token, int jobs) throws Exception {
    SandboxSetup setup = new Local();
    GraderSet graders = GraderSet.open(setup, SqlIsolation.IN_PROCESS, jobs);
    SandboxPool programs = setup.pool(GraderServer.WARM_PROGRAMS * jobs);
    ServerOptions options =
        new ServerOptions(
            "127.0.0.1",
            0,
            token,
            jobs,
            10_000,
            null,
            false,
            TaskStore.EMPTY,
            state.toAbsolutePath(),
            state,
            Duration.ofSeconds(10),
            HttpLimits.DEFAULT.withBodyBytes(8 << 20));
    return new RunningServer(
        graders, programs, GraderServer.start(options, graders, programs, Languages.bundled()));
  }

  /** Method and path of everything that is answered. */
  public List<String> operations() {
    return server.routes().stream().map(route -> route.method() + " " + route.path()).toList();
  }

  public int port() {
    return server.port();
  }

  public URI uri(String path) {
    return URI.create("http://127.0.0.1:" + server.port() + path);
  }

  public HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return client.send(HttpRequest.newBuilder(uri(path)).build(), BodyHandlers.ofString());
  }

  public HttpResponse<String> post(String path, String body, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri(path)).POST(BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), BodyHandlers.ofString());
  }

  public HttpResponse<String> send(String method, String path, byte[] body)
      throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(uri(path)).method(method, BodyPublishers.ofByteArray(body)).build(),
        BodyHandlers.ofString());
  }

  /** The JSON of an answer that must be 200. */
  public JsonNode ok(String path, String body) throws Exception {
    HttpResponse<String> response = post(path, body);
    if (response.statusCode() != 200) {
      throw new AssertionError(path + ": " + response.statusCode() + " " + response.body());
    }
    return Json.parse(response.body());
  }

  @Override
  public void close() {
    server.close();
    programs.close();
    graders.close();
  }

  private static final class Local implements SandboxSetup {
    @Override
    public SandboxPool pool(int sandboxes) {
      return new LazySandboxPool(
          () -> Sandboxes.local(LocalOptions.DEFAULT.withSandboxes(sandboxes)));
    }

    @Override
    public List<Language> languages() {
      return Languages.bundled().all();
    }
  }
}
