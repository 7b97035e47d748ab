package dev.rewardgrader.sandboxes.docker;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * A socket in a folder of its own, which the engine shows to one container: so that its supervisor
 * and this process speak without the engine in between. The folder that others of this host would
 * have to pass is this user's alone; once the supervisor has come, or will not, nothing is left of
 * either, and the container's view of them is empty.
 */
final class Doorway implements AutoCloseable {
  private static final String SOCKET = "s";

  private static final long LOOKED_AFTER_MS = 50;

  private final Path closed;
  private final Path shown;
  private final ServerSocketChannel server;

  /** Makes one for each container. */
  interface Maker {
    Doorway open() throws IOException;
  }

  private Doorway(Path closed, Path shown, ServerSocketChannel server) {
    this.closed = closed;
    this.shown = shown;
    this.server = server;
  }

  /** Makes the folders and listens. */
  static Doorway open() throws IOException {
    Path closed = Files.createTempDirectory("grader-door");
    Path shown = closed.resolve("d");
    Path socket = shown.resolve(SOCKET);
    ServerSocketChannel server = null;
    try {
      Files.createDirectory(shown);
      Files.setPosixFilePermissions(shown, PosixFilePermissions.fromString("rwxr-xr-x"));
      server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
      server.bind(UnixDomainSocketAddress.of(socket), 1);
      Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rw-rw-rw-"));
      server.configureBlocking(false);
      return new Doorway(closed, shown, server);
    } catch (IOException | RuntimeException e) {
      remove(closed, shown, server);
      throw e;
    }
  }

  /** The folder that the container is to see, as this host names it. */
  Path folder() {
    return shown;
  }

  /** The socket's path below the place where the container sees the folder. */
  static String within(String place) {
    return place + "/" + SOCKET;
  }

  /**
   * Waits for the supervisor.
   *
   * @param gone whether it can no longer come
   * @return the way to it, or null when it does not come
   */
  SocketChannel accept(Duration patience, BooleanSupplier gone) throws IOException {
    long until = System.nanoTime() + patience.toNanos();
    try (Selector selector = Selector.open()) {
      server.register(selector, SelectionKey.OP_ACCEPT);
      while (true) {
        // Before the attempt: what it left behind is still found by it.
        boolean last = gone.getAsBoolean() || System.nanoTime() - until > 0;
        SocketChannel channel = server.accept();
        if (channel != null || last) {
          return channel;
        }
        selector.select(LOOKED_AFTER_MS);
      }
    }
  }

  @Override
  public void close() {
    remove(closed, shown, server);
  }

  private static void remove(Path closed, Path shown, ServerSocketChannel server) {
    try {
      if (server != null) {
        server.close();
      }
      Files.deleteIfExists(shown.resolve(SOCKET));
      Files.deleteIfExists(shown);
      Files.deleteIfExists(closed);
    } catch (IOException e) {
      // An empty folder in the folder for temporary files is all that is left.
    }
  }
}
