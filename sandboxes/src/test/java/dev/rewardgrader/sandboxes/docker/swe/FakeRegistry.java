package dev.rewardgrader.sandboxes.docker.swe;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
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

  private final HttpServer server;
  private final Map<String, byte[]> blobs = new HashMap<>();
  private final Deque<Refusal> refusals = new ArrayDeque<>();

  private record Refusal(int status, String code, String message) {}

  FakeRegistry() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/v2/", this::serve);
    server.start();
  }

  /** The full name of an image of this registry. */
  String image(String name) {
    return "127.0.0.1:" + server.getAddress().getPort() + "/" + name + ":1";
  }

  /** Refuses the next pull, after those that were to be refused before. */
  synchronized void refuse(int status, String code, String message) {
    refusals.add(new Refusal(status, code, message));
  }

  private synchronized void serve(HttpExchange request) throws IOException {
    String path = request.getRequestURI().getPath();
    if (path.contains("/blobs/")) {
      answer(request, 200, "application/octet-stream", blobs.get(path.replaceFirst(".*/", "")));
    } else if (!path.contains("/manifests/")) {
      answer(request, 200, "application/json", bytes("{}"));
    } else if (refusals.isEmpty()) {
      byte[] manifest = manifest(path);
      request.getResponseHeaders().set("Docker-Content-Digest", digest(manifest));
      answer(request, 200, MANIFEST, manifest);
    } else {
      // An engine asks twice, and only the second time for the answer itself.
      boolean head = request.getRequestMethod().equals("HEAD");
      Refusal next = head ? refusals.peek() : refusals.remove();
      String error =
          "{\"errors\":[{\"code\":\"%s\",\"message\":\"%s\"}]}"
              .formatted(next.code(), next.message());
      answer(request, next.status(), "application/json", bytes(error));
    }
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

  private static void answer(HttpExchange request, int status, String type, byte[] body)
      throws IOException {
    request.getResponseHeaders().set("Content-Type", type);
    boolean head = request.getRequestMethod().equals("HEAD");
    if (head) {
      request.getResponseHeaders().set("Content-Length", String.valueOf(body.length));
    }
    request.sendResponseHeaders(status, head ? -1 : body.length);
    try (OutputStream out = request.getResponseBody()) {
      if (!head) {
        out.write(body);
      }
    }
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
  public void close() {
    server.stop(0);
  }
}
