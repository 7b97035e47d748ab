package dev.rewardgrader.sandboxes.docker.swe;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/**
 * A registry on this machine that has every image that it is asked for, each with a layer of its
 * own, and that refuses as often as it is told to.
 */
final class FakeRegistry implements AutoCloseable {
  private static final String MANIFEST = "application/vnd.docker.distribution.manifest.v2+json";

  private static final int FILE_BYTES = 100;

  private final ServerSocket server;
  private final Map<String, byte[]> blobs = new HashMap<>();
  private final Deque<Refusal> refusals = new ArrayDeque<>();

  private record Refusal(int status, String code, String message) {}

  private record Answer(int status, String type, byte[] body) {}

  FakeRegistry() throws IOException {
    server = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  /** The full name of an image of this registry. */
  String image(String name) {
    return "127.0.0.1:" + server.getLocalPort() + "/" + name + ":1";
  }

  /** Refuses the next pull, after those that were to be refused before. */
  synchronized void refuse(int status, String code, String message) {
    refusals.add(new Refusal(status, code, message));
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = server.accept();
        Thread.ofVirtual().start(() -> serve(socket));
      }
    } catch (IOException e) {
      // The registry was closed.
    }
  }

  /** One request a connection. */
  private void serve(Socket socket) {
    try (socket) {
      InputStream in = new BufferedInputStream(socket.getInputStream());
      in.mark(1);
      // An engine tries TLS first, and goes on without it where it is cut off.
      if (!Character.isLetter(in.read())) {
        return;
      }
      in.reset();
      BufferedReader lines =
          new BufferedReader(new InputStreamReader(in, StandardCharsets.ISO_8859_1));
      String[] request = lines.readLine().split(" ", -1);
      for (String line = lines.readLine(); !line.isEmpty(); line = lines.readLine()) {
        // No header matters.
      }
      boolean head = request[0].equals("HEAD");
      Answer answer = answer(request[1], head);
      String start =
          "HTTP/1.1 %d -\r\nContent-Type: %s\r\nContent-Length: %d\r\nDocker-Content-Digest: %s\r\n"
              .formatted(
                  answer.status(), answer.type(), answer.body().length, digest(answer.body()));
      OutputStream out = socket.getOutputStream();
      out.write(bytes(start + "Connection: close\r\n\r\n"));
      if (!head) {
        out.write(answer.body());
      }
    } catch (IOException e) {
      // The engine has gone.
    }
  }

  private synchronized Answer answer(String path, boolean head) throws IOException {
    if (path.contains("/blobs/")) {
      byte[] blob = blobs.get(path.replaceFirst(".*/", ""));
      return new Answer(200, "application/octet-stream", blob);
    }
    if (!path.contains("/manifests/")) {
      return new Answer(200, "application/json", bytes("{}"));
    }
    if (refusals.isEmpty()) {
      return new Answer(200, MANIFEST, manifest(path.replaceFirst("/manifests/.*", "")));
    }
    // An engine asks twice, and only the second time for the answer itself.
    Refusal next = head ? refusals.peek() : refusals.remove();
    String error =
        "{\"errors\":[{\"code\":\"%s\",\"message\":\"%s\"}]}"
            .formatted(next.code(), next.message());
    return new Answer(next.status(), "application/json", bytes(error));
  }

  private byte[] manifest(String path) throws IOException {
    byte[] tar = tar();
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
      out.write(tar);
    }
    byte[] layer = zipped.toByteArray();
    // By its path another image of the same layer is another image.
    byte[] config =
        bytes(
            """
            {"architecture":"amd64","os":"linux","author":"%s","config":{},
             "rootfs":{"type":"layers","diff_ids":["%s"]}}"""
                .formatted(path, digest(tar)));
    blobs.put(digest(layer), layer);
    blobs.put(digest(config), config);
    return bytes(
        """
        {"schemaVersion":2,"mediaType":"%s",
         "config":{"mediaType":"application/vnd.docker.container.image.v1+json","size":%d,"digest":"%s"},
         "layers":[{"mediaType":"application/vnd.docker.image.rootfs.diff.tar.gzip","size":%d,"digest":"%s"}]}"""
            .formatted(MANIFEST, config.length, digest(config), layer.length, digest(layer)));
  }

  /** A layer with one small file. */
  private static byte[] tar() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
      TarArchiveEntry entry = new TarArchiveEntry("file");
      entry.setSize(FILE_BYTES);
      tar.putArchiveEntry(entry);
      tar.write(new byte[FILE_BYTES]);
      tar.closeArchiveEntry();
    }
    return bytes.toByteArray();
  }

  private static String digest(byte[] content) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return "sha256:" + HexFormat.of().formatHex(digest.digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
