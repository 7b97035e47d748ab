package dev.rewardgrader.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Programs that sleep for ten minutes do not hold the sandboxes of a service for that long. */
class ClientGoneTest {
  private static final String SLEEP = "import time\\ntime.sleep(600)";
  private static final String FENCED = "```python\\n" + SLEEP + "\\n```";

  /** A request to every endpoint that runs code. */
  private static final Map<String, String> REQUESTS =
      Map.of(
          "/run_code",
          "{\"language\":\"python\",\"code\":\"" + SLEEP + "\",\"run_timeout\":601}",
          "/execute",
          "{\"generated_code\":\"" + SLEEP + "\",\"timeout\":602}",
          "/execute_batch",
          "{\"scripts\":[\"" + SLEEP + "\"],\"languages\":[\"python\"],\"timeout\":603}",
          "/api/v2/execute",
          "{\"language\":\"python\",\"version\":\"*\",\"run_timeout\":604000,\"files\":[{\"content\":\""
              + SLEEP
              + "\"}]}",
          "/test_program",
          "{\"program\":\"" + SLEEP + "\",\"tests\":[\"pass\"],\"max_execution_time\":605}",
          "/test_program_stdio",
          "{\"program\":\""
              + SLEEP
              + "\",\"tests\":[{\"input\":\"\",\"output\":\"\"}],\"max_execution_time\":606}",
          "/common_evaluate_batch",
          "{\"completion\":\""
              + FENCED
              + "\",\"config\":{\"language\":\"python\",\"run_timeout\":607,\"provided_data\":"
              + "{\"test_cases\":{\"input\":[\"\"],\"output\":[\"\"]}}}}",
          "/submit",
          "{\"dataset\":\"x\",\"id\":1,\"completion\":\""
              + FENCED
              + "\",\"config\":{\"language\":\"python\",\"run_timeout\":608,\"provided_data\":"
              + "{\"test\":[{\"input\":{\"stdin\":\"\"},\"output\":{\"stdout\":\"\"}}]}}}",
          "/v1/grade",
          "{\"id\":\"1\",\"completion\":\""
              + FENCED
              + "\",\"task\":{\"kind\":\"code\",\"language\":\"python\",\"limits\":{\"time_ms\":609000},"
              + "\"tests\":[{\"input\":\"\",\"output\":\"\"}]}}");

  @Test
  @Timeout(300)
  void aClientThatGoesAwayFreesItsSlotOnEveryEndpointThatRunsCode(@TempDir Path state)
      throws Exception {
    assumeTrue(RunningServer.HAS_SANDBOX, "bubblewrap is not installed");
    try (RunningServer server = RunningServer.start(state, null, REQUESTS.size())) {
      List<Socket> sockets = new ArrayList<>();
      for (Map.Entry<String, String> request : REQUESTS.entrySet()) {
        sockets.add(send(server.port(), request.getKey(), request.getValue()));
      }
      awaitRunning(server, REQUESTS.size());
      for (Socket socket : sockets) {
        socket.close();
      }
      awaitRunning(server, 0);
      assertThat(inFlight(server)).isZero();
    }
  }

  private static Socket send(int port, String path, String body) throws Exception {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    String head =
        "POST %s HTTP/1.1\r\nHost: localhost\r\nContent-Length: %d\r\n\r\n"
            .formatted(path, bytes.length);
    socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
    socket.getOutputStream().write(bytes);
    socket.getOutputStream().flush();
    return socket;
  }

  private static void awaitRunning(RunningServer server, int requests) throws Exception {
    while (inFlight(server) != requests) {
      Thread.sleep(50);
    }
  }

  private static int inFlight(RunningServer server) throws Exception {
    return server
        .get("/metrics")
        .body()
        .lines()
        .filter(line -> line.startsWith("grader_in_flight{"))
        .mapToInt(line -> (int) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }
}
