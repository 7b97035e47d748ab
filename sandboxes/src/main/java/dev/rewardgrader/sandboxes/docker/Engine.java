package dev.rewardgrader.sandboxes.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.transport.DockerHttpClient;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import dev.rewardgrader.sandbox.SandboxException;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;

/** The engine: one client for commands, one for streams, and its failures in the port's words. */
final class Engine implements AutoCloseable {
  private final URI host;
  private final DockerHttpClient commands;
  private final DockerHttpClient streams;
  private final DockerClient client;
  private final DockerClient streamClient;

  Engine(String address) {
    DefaultDockerClientConfig.Builder builder =
        DefaultDockerClientConfig.createDefaultConfigBuilder();
    if (address != null) {
      builder.withDockerHost(address);
    }
    DefaultDockerClientConfig config = builder.build();
    this.host = config.getDockerHost();
    ZerodepDockerHttpClient.Builder http =
        new ZerodepDockerHttpClient.Builder()
            .dockerHost(host)
            .sslConfig(config.getSSLConfig())
            .connectionTimeout(Duration.ofSeconds(10))
            .maxConnections(Integer.MAX_VALUE);
    this.streams = http.build();
    this.commands = http.responseTimeout(Duration.ofMinutes(5)).build();
    this.client = DockerClientImpl.getInstance(config, commands);
    this.streamClient = DockerClientImpl.getInstance(config, streams);
  }

  /** A command to the engine. */
  interface Call<T> {
    T run(DockerClient client) throws IOException;
  }

  /**
   * Makes a call; what the engine answers and what the way to it breaks are both faults of the
   * sandbox.
   */
  <T> T call(String what, Call<T> call) throws SandboxException {
    try {
      return call.run(client);
    } catch (NotFoundException e) {
      throw new SandboxException("the Docker engine cannot " + what + ": " + text(e), false, e);
    } catch (IOException | RuntimeException e) {
      throw new SandboxException(
          "the Docker engine at " + host + " did not " + what + ": " + text(e), true, e);
    }
  }

  DockerClient client() {
    return client;
  }

  /** For what goes on for as long as a container does. */
  DockerClient streamClient() {
    return streamClient;
  }

  DockerHttpClient streams() {
    return streams;
  }

  URI host() {
    return host;
  }

  /** Whether the engine may be of this host, so that folders can be shown to it. */
  boolean isNear() {
    return "unix".equals(host.getScheme());
  }

  @Override
  public void close() {
    try {
      client.close();
      streamClient.close();
    } catch (IOException e) {
      // Nothing is left to be lost.
    }
  }

  private static String text(Throwable e) {
    Throwable cause = e;
    while (cause.getMessage() == null && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause.getMessage() == null ? cause.toString() : cause.getMessage().strip();
  }
}
