package dev.rewardgrader.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** No test may take as long as an idle connection is kept. */
@Timeout(20)
class HttpServiceTest {
  private static final HttpLimits SMALL =
      new HttpLimits(
          1000,
          1500,
          100,
          Duration.ofSeconds(1),
          Duration.ofSeconds(30),
          Duration.ofSeconds(1),
          1000);

  private final CountDownLatch working = new CountDownLatch(1);
  private final CountDownLatch interrupted = new CountDownLatch(1);
  private HttpService service;

  @BeforeEach
  void start() throws Exception {
    Router router =
        new Router(
            List.of(
                Route.post("/echo", ErrorShape.PROBLEM_JSON, HttpServiceTest::echo),
                Route.post("/hang", ErrorShape.PROBLEM_JSON, this::hang)));
    service = HttpService.start("127.0.0.1", 0, null, SMALL, router, (path, status, time) -> {});
  }

  @AfterEach
  void stop() {
    service.close();
  }

  private static Reply echo(Request request) {
    return Reply.text(200, request.body().length + " bytes");
  }

  private Reply hang(Request request) throws InterruptedException {
    working.countDown();
    try {
      new CountDownLatch(1).await();
      throw new IllegalStateException();
    } catch (InterruptedException e) {
      interrupted.countDown();
      throw e;
    }
  }

  /** Sends bytes and reads until the service closes the connection. */
  private String exchange(String text) throws Exception {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), service.port())) {
      OutputStream out = socket.getOutputStream();
      out.write(text.getBytes(StandardCharsets.ISO_8859_1));
      out.flush();
      InputStream in = socket.getInputStream();
      return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }

  private static String post(String path, int length, String body) {
    return "POST %s HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: %d\r\n\r\n%s"
        .formatted(path, length, body);
  }

  @Test
  void aClientThatGoesAwayEndsItsWork() throws Exception {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), service.port())) {
      socket.getOutputStream().write(post("/hang", 0, "").getBytes(StandardCharsets.US_ASCII));
      assertThat(working.await(20, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(interrupted.await(20, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void aBodyThatIsTooLargeIsRefusedBeforeItIsRead() throws Exception {
    assertThat(exchange(post("/echo", 5000, ""))).startsWith("HTTP/1.1 413");
    assertThat(exchange(post("/echo", 3, "abc"))).startsWith("HTTP/1.1 200").endsWith("3 bytes");
  }

  @Test
  void aChunkedBodyIsCountedAsItComes() throws Exception {
    String chunk = "200\r\n" + "a".repeat(512) + "\r\n";
    String head = "POST /echo HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n";

    assertThat(exchange(head + chunk + chunk + chunk)).startsWith("HTTP/1.1 413");
  }

  @Test
  void aClientThatDripsItsHeadIsCutOff() throws Exception {
    assertThat(exchange("POST /echo HTTP/1.1\r\nHo")).isEmpty();
  }

  @Test
  void aClientThatDripsItsBodyIsCutOff() throws Exception {
    assertThat(exchange(post("/echo", 900, "a"))).doesNotContain("200");
    assertThat(exchange(post("/echo", 3, "abc"))).endsWith("3 bytes");
  }

  @Test
  void whatIsNoHttpIsRefusedAndTheServiceGoesOn() throws Exception {
    assertThat(exchange("\u0000\u0001garbage\r\n\r\n")).doesNotContain("200");
    assertThat(exchange(post("/echo", 3, "abc"))).endsWith("3 bytes");
  }

  @Test
  void aServiceThatEndsSendsNewRequestsElsewhere() throws Exception {
    service.drain();

    assertThat(exchange(post("/echo", 3, "abc")))
        .startsWith("HTTP/1.1 503")
        .containsIgnoringCase("retry-after");
  }

  @Test
  void whoeverWaitsWhenTheServiceEndsIsToldToAskElsewhere() throws Exception {
    try (ExecutorService clients = Executors.newSingleThreadExecutor()) {
      Future<String> answer = clients.submit(() -> exchange(post("/hang", 3, "abc")));
      working.await();

      service.close();

      assertThat(answer.get(10, TimeUnit.SECONDS))
          .startsWith("HTTP/1.1 503")
          .containsIgnoringCase("retry-after");
    }
  }
}
