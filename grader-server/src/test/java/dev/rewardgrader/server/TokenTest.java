package dev.rewardgrader.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenTest {
  private static final String TOKEN = "0123456789abcdef0123";
  private static final String BODY =
      "{\"prompt\":\"\",\"response\":\"\\\\boxed{4}\",\"label\":\"4\"}";

  @TempDir private static Path state;
  private static RunningServer server;

  @BeforeAll
  static void start() throws Exception {
    server = RunningServer.start(state, TOKEN);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void withoutTheTokenNothingIsGraded() throws Exception {
    assertThat(server.post("/remote_rm", BODY).statusCode()).isEqualTo(401);
    assertThat(server.post("/remote_rm", BODY, "Authorization", "Bearer x").statusCode())
        .isEqualTo(401);
    assertThat(server.post("/token/wrong/remote_rm", BODY).statusCode()).isEqualTo(401);
    assertThat(server.get("/metrics").statusCode()).isEqualTo(401);
  }

  @Test
  void theTokenComesInAHeaderAPasswordOrThePath() throws Exception {
    String basic =
        Base64.getEncoder().encodeToString(("any:" + TOKEN).getBytes(StandardCharsets.UTF_8));

    assertThat(server.post("/remote_rm", BODY, "Authorization", "Bearer " + TOKEN).body())
        .isEqualTo("1.0");
    assertThat(server.post("/remote_rm", BODY, "Authorization", "Basic " + basic).body())
        .isEqualTo("1.0");
    assertThat(server.post("/token/" + TOKEN + "/remote_rm", BODY).body()).isEqualTo("1.0");
  }

  @Test
  void healthIsForEverybody() throws Exception {
    assertThat(server.get("/healthz").statusCode()).isEqualTo(200);
    assertThat(server.get("/readyz").statusCode()).isEqualTo(200);
  }

  @Test
  void aWebPageCannotReachAServiceWithoutAToken(@TempDir Path other) throws Exception {
    try (RunningServer open = RunningServer.start(other)) {
      assertThat(open.post("/remote_rm", BODY, "Origin", "http://evil.example").statusCode())
          .isEqualTo(403);
    }
  }
}
