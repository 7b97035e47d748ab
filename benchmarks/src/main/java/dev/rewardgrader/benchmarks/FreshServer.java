package dev.rewardgrader.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.rewardgrader.json.InputException;
import dev.rewardgrader.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/**
 * What {@code /run_code} is compared with: a service that makes a folder, compiles and starts each
 * request's program anew, by SandboxFusion's commands, and has no walls to put up.
 */
final class FreshServer implements AutoCloseable {
  private record Language(String source, List<String> compile, List<String> run) {}

  private static final Map<String, Language> LANGUAGES =
      Map.of(
          "cpp",
          new Language(
              "main.cpp",
              List.of("g++", "-std=c++17", "main.cpp", "-o", "test"),
              List.of("./test")),
          "java",
          new Language(
              "Main.java",
              List.of("javac", "-cp", ".", "Main.java"),
              List.of("java", "-cp", ".", "-ea", "Main")),
          "python",
          new Language("main.py", null, List.of("python3", "main.py")));

  private final HttpServer server;

  FreshServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/run_code", FreshServer::answer);
    server.start();
  }

  int port() {
    return server.getAddress().getPort();
  }

  private static void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      JsonNode body = Json.parse(exchange.getRequestBody().readAllBytes());
      byte[] answer = run(body).toString().getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(200, answer.length);
      exchange.getResponseBody().write(answer);
    } catch (InputException | InterruptedException e) {
      throw new IOException(e);
    }
  }

  private static ObjectNode run(JsonNode body) throws IOException, InterruptedException {
    Language language = LANGUAGES.get(body.path("language").asText());
    Path folder = Files.createTempDirectory("fresh");
    try {
      Files.writeString(folder.resolve(language.source()), body.path("code").asText());
      if (language.compile() != null) {
        start(folder, language.compile(), "");
      }
      ObjectNode answer = Json.MAPPER.createObjectNode();
      String output = start(folder, language.run(), body.path("stdin").asText());
      answer.putObject("run_result").put("stdout", output);
      return answer;
    } finally {
      delete(folder);
    }
  }

  private static String start(Path folder, List<String> command, String input)
      throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.directory(folder.toFile()).redirectError(ProcessBuilder.Redirect.DISCARD);
    // A shim before the interpreter would make the comparison too easy.
    builder.environment().merge("PATH", "/usr/bin:/bin:", (old, front) -> front + old);
    Process process = builder.start();
    process.getOutputStream().write(input.getBytes(StandardCharsets.UTF_8));
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(command + " ended with " + process.exitValue());
    }
    return output;
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      files
          .sorted(Comparator.reverseOrder())
          .forEach(
              file -> {
                try {
                  Files.delete(file);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
