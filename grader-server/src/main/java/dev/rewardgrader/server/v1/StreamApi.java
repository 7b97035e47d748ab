package dev.rewardgrader.server.v1;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.rewardgrader.json.InputException;
import dev.rewardgrader.json.Json;
import dev.rewardgrader.reward.RewardRecord;
import dev.rewardgrader.server.grading.BadRollout;
import dev.rewardgrader.server.grading.GradingService;
import dev.rewardgrader.server.grading.Pending;
import dev.rewardgrader.server.grading.View;
import dev.rewardgrader.server.http.Api;
import dev.rewardgrader.server.http.Problem;
import dev.rewardgrader.server.http.Request;
import dev.rewardgrader.server.http.Route;
import dev.rewardgrader.server.http.StreamEndpoint;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/** {@code POST /v1/grade/stream}: JSON Lines in, JSON Lines out as they are done. */
public final class StreamApi implements Api {
  /** Rollouts of one stream that are in the service at one time. */
  private static final int WINDOW = 1024;

  private final GradingService service;
  private final long longestLine;

  /**
   * @param longestLine in bytes
   */
  public StreamApi(GradingService service, long longestLine) {
    this.service = service;
    this.longestLine = longestLine;
  }

  @Override
  public List<Route> routes() {
    return List.of(Route.stream("/v1/grade/stream", this::stream));
  }

  private void stream(Request head, InputStream body, StreamEndpoint.Sink sink)
      throws Problem, IOException, InterruptedException {
    View view;
    try {
      view = View.of(head.query());
    } catch (InputException e) {
      throw new Problem(400, e.problem(), e.path(), null);
    }
    Semaphore window = new Semaphore(WINDOW);
    InputStream in = new BufferedInputStream(body, 1 << 16);
    ExecutorService waiters = Executors.newVirtualThreadPerTaskExecutor();
    try {
      long number = 0;
      for (byte[] line = line(in); line != null; line = line(in)) {
        number++;
        if (!isBlank(line)) {
          window.acquire();
          submit(head, view, number, line, sink, waiters, window);
        }
      }
      window.acquire(WINDOW);
    } catch (InputException e) {
      throw new Problem(413, e.getMessage());
    } finally {
      // What is still running has lost its client.
      waiters.shutdownNow();
    }
  }

  private void submit(
      Request head,
      View view,
      long number,
      byte[] line,
      StreamEndpoint.Sink sink,
      ExecutorService waiters,
      Semaphore window)
      throws InterruptedException, IOException {
    JsonNode json = null;
    Pending pending;
    try {
      json = Json.parse(line);
      pending = service.submitWhenRoom(service.parse(json), head.caller());
    } catch (InputException e) {
      write(sink, view, BadRollout.record(json, "line " + number, e));
      window.release();
      return;
    }
    waiters.execute(
        () -> {
          try (pending) {
            write(sink, view, pending.await());
          } catch (InterruptedException | IOException e) {
            // The client went away: there is nobody to tell.
          } finally {
            window.release();
          }
        });
  }

  private static void write(StreamEndpoint.Sink sink, View view, RewardRecord record)
      throws IOException {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
      bytes.write(Json.MAPPER.writeValueAsBytes(view.show(record)));
      bytes.write('\n');
      sink.write(bytes.toByteArray());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The next line without its end, or null. */
  private byte[] line(InputStream in) throws IOException, InputException {
    ByteArrayOutputStream line = new ByteArrayOutputStream(512);
    for (int b = in.read(); b >= 0; b = in.read()) {
      if (b == '\n') {
        return line.toByteArray();
      }
      if (line.size() >= longestLine) {
        throw new InputException("$", "a line of more than " + longestLine + " bytes");
      }
      line.write(b);
    }
    return line.size() == 0 ? null : line.toByteArray();
  }

  private static boolean isBlank(byte[] line) {
    for (byte b : line) {
      if (b != ' ' && b != '\t' && b != '\r') {
        return false;
      }
    }
    return true;
  }
}
