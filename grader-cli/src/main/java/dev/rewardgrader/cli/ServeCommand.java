package dev.rewardgrader.cli;

import dev.rewardgrader.cli.ending.ExitCode;
import dev.rewardgrader.cli.options.SandboxOptions;
import dev.rewardgrader.files.TemporaryFolder;
import dev.rewardgrader.grade.sql.SqlIsolation;
import dev.rewardgrader.json.InputException;
import dev.rewardgrader.reward.RewardPolicy;
import dev.rewardgrader.rollout.TaskKind;
import dev.rewardgrader.rollout.TaskStore;
import dev.rewardgrader.sandbox.SandboxPool;
import dev.rewardgrader.sandboxes.graders.GraderSet;
import dev.rewardgrader.server.GraderServer;
import dev.rewardgrader.server.ServerOptions;
import dev.rewardgrader.server.http.HttpLimits;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    name = "serve",
    description = "Grade rollouts that come over HTTP, in the forms that trainers speak.",
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "2:bad usage, or it cannot listen",
      "130:ended by Ctrl-C, in order (143: by SIGTERM)"
    },
    sortOptions = false)
final class ServeCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      description = "Where to listen (default: 127.0.0.1). Another one needs --token-file.")
  private String host = "127.0.0.1";

  @Option(
      names = "--port",
      paramLabel = "N",
      description = "The port (default: 8080); 0 takes a free one and prints it.")
  private int port = 8080;

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description = "Holds the token that clients must send (Authorization: Bearer …).")
  private Path tokenFile;

  @Option(
      names = {"-j", "--jobs"},
      paramLabel = "N",
      description = "Rollouts of a family graded at one time (default: one a processor).")
  private int jobs = Runtime.getRuntime().availableProcessors();

  @Option(
      names = "--queue",
      paramLabel = "N",
      description = "Requests that may wait (default: 20000); more are told to come again.")
  private int queue = 20_000;

  @Mixin private SandboxOptions sandbox;

  @Option(
      names = "--sql-isolation",
      paramLabel = "HOW",
      description = "Where SQL runs: ${COMPLETION-CANDIDATES} (default: process).")
  private SqlIsolation sqlIsolation = SqlIsolation.PROCESS;

  @Option(
      names = "--policy",
      paramLabel = "POLICY",
      description = "How a grade becomes a reward (default: the task's own, else its family's).")
  private String policy;

  @Option(
      names = "--tasks",
      paramLabel = "FILE",
      description = "Tasks that rollouts name by id (JSON Lines; may be repeated).")
  private List<Path> tasks = new ArrayList<>();

  @Option(
      names = "--data",
      paramLabel = "FOLDER",
      description = "Where paths in tasks that clients send begin (default: the current folder).")
  private Path data = Path.of("");

  @Option(
      names = "--state",
      paramLabel = "FOLDER",
      description = {
        "Where uploaded tasks and jobs are kept",
        "(default: ~/.local/state/grader/PORT, in $XDG_STATE_HOME where that is set)."
      })
  private Path state;

  @Option(
      names = "--drain-s",
      paramLabel = "N",
      description = "Seconds that an ending service waits for what is running (default: 30).")
  private int drainSeconds = 30;

  @Option(
      names = "--max-body-mb",
      paramLabel = "N",
      description = "The largest request, in MiB (default: 128).")
  private int maxBodyMb = 128;

  @Option(names = "--reveal-tests", description = "Show inputs and expected outputs in reasons.")
  private boolean revealTests;

  private TemporaryFolder temporary;

  @Override
  public Integer call() throws IOException, InputException, InterruptedException {
    checkOptions();
    CountDownLatch end = new CountDownLatch(1);
    CountDownLatch ended = new CountDownLatch(1);
    Thread hook = Thread.ofPlatform().unstarted(() -> endInOrder(end, ended));
    try (GraderSet graders = GraderSet.open(sandbox, sqlIsolation, jobs);
        SandboxPool programs = sandbox.pool(GraderServer.WARM_PROGRAMS * jobs);
        GraderServer server =
            GraderServer.start(options(), graders, programs, sandbox.languagesByName())) {
      Runtime.getRuntime().addShutdownHook(hook);
      PrintWriter out = spec.commandLine().getOut();
      String shown = host.contains(":") ? "[" + host + "]" : host;
      out.printf("grader serves on http://%s:%d%n", shown, server.port());
      out.flush();
      end.await();
    } finally {
      if (temporary != null) {
        temporary.close();
      }
      ended.countDown();
    }
    return ExitCode.OK;
  }

  private ServerOptions options() throws IOException, InputException {
    HttpLimits limits = HttpLimits.DEFAULT.withBodyBytes((long) maxBodyMb << 20);
    return new ServerOptions(
        host,
        port,
        token(),
        jobs,
        queue,
        policy == null ? null : RewardPolicy.parse(policy).requireKnown(List.of(TaskKind.values())),
        revealTests,
        TaskStore.read(tasks),
        data.toAbsolutePath(),
        state == null ? defaultState() : state,
        Duration.ofSeconds(drainSeconds),
        limits);
  }

  private Path defaultState() throws IOException {
    if (port == 0) {
      // A service that nobody can find again has nothing to find again.
      temporary = TemporaryFolder.create("serve");
      return temporary.path();
    }
    String home = System.getenv("XDG_STATE_HOME");
    Path base =
        home != null && !home.isEmpty()
            ? Path.of(home)
            : Path.of(System.getProperty("user.home"), ".local", "state");
    return base.resolve("grader").resolve(Integer.toString(port));
  }

  private String token() throws IOException {
    if (tokenFile == null) {
      return null;
    }
    String token = Files.readString(tokenFile).strip();
    if (token.length() < 16 || !token.matches("[A-Za-z0-9._~+=-]+")) {
      throw usage(
          tokenFile
              + ": a token is at least 16 letters, digits or ._~+=- (make one with"
              + " 'openssl rand -hex 32')");
    }
    return token;
  }

  private void checkOptions() throws IOException {
    if (jobs < 1) {
      throw usage("--jobs must be at least 1, not " + jobs);
    }
    if (port < 0 || port > 65535) {
      throw usage("--port must be from 0 to 65535, not " + port);
    }
    if (!Files.isDirectory(data.toAbsolutePath())) {
      throw usage("--data " + data + " is no folder");
    }
    if (queue < 0) {
      throw usage("--queue must not be negative");
    }
    if (maxBodyMb < 1) {
      throw usage("--max-body-mb must be at least 1, not " + maxBodyMb);
    }
    if (tokenFile == null && !InetAddress.getByName(host).isLoopbackAddress()) {
      throw usage(
          "--host "
              + host
              + " can be reached from other machines: give --token-file, since whoever reaches the"
              + " service can run programs on it");
    }
  }

  private ParameterException usage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  /** On SIGTERM and Ctrl-C: no more is taken, what has begun is answered, then the process ends. */
  private static void endInOrder(CountDownLatch end, CountDownLatch ended) {
    end.countDown();
    try {
      ended.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
