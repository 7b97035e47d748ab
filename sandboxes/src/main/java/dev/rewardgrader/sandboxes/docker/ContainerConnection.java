package dev.rewardgrader.sandboxes.docker;

import com.github.dockerjava.transport.DockerHttpClient;
import dev.rewardgrader.sandbox.SandboxException;
import dev.rewardgrader.sandboxes.protocol.Connection;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.atomic.AtomicBoolean;

/** A supervisor as the first process of a container, over one attached stream. */
final class ContainerConnection implements Connection {
  private final Handoff input = new Handoff();
  private final DockerHttpClient.Response response;
  private final AttachedStream output;
  private final OutputStream sink = input.sink();
  private final Runnable remove;
  private final AtomicBoolean closed = new AtomicBoolean();

  /**
   * Attaches to a container that was made and not yet started.
   *
   * @param remove destroys the container
   */
  ContainerConnection(DockerHttpClient http, String container, Runnable remove)
      throws SandboxException {
    this.remove = remove;
    DockerHttpClient.Request request =
        DockerHttpClient.Request.builder()
            .method(DockerHttpClient.Request.Method.POST)
            .path("/containers/" + container + "/attach?stream=1&stdin=1&stdout=1&stderr=1")
            .putHeader("Connection", "Upgrade")
            .putHeader("Upgrade", "tcp")
            .hijackedInput(input.source())
            .build();
    try {
      this.response = http.execute(request);
    } catch (RuntimeException e) {
      throw new SandboxException("cannot attach to a container: " + e.getMessage(), true, e);
    }
    if (response.getStatusCode() != 101 && response.getStatusCode() != 200) {
      int status = response.getStatusCode();
      response.close();
      throw new SandboxException("cannot attach to a container: status " + status, true);
    }
    this.output = new AttachedStream(response.getBody());
  }

  @Override
  public InputStream fromSupervisor() {
    return output;
  }

  @Override
  public OutputStream toSupervisor() {
    return sink;
  }

  @Override
  public String complaint() {
    return output.complaint();
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      input.close();
      try {
        remove.run();
      } finally {
        closeResponse();
      }
    }
  }

  private void closeResponse() {
    try {
      response.close();
    } catch (RuntimeException e) {
      // The container is gone, and its stream with it.
    }
  }
}
