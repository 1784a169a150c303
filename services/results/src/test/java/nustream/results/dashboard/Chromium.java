package nustream.results.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** A headless Chromium with one page, driven by its DevTools protocol. */
final class Chromium implements AutoCloseable {
  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");

  private static final Duration START = Duration.ofMinutes(3);
  private static final Duration ANSWER = Duration.ofMinutes(2);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path folder;
  private final Process process;
  private final WebSocket socket;
  private final AtomicInteger ids = new AtomicInteger();
  private final Map<Integer, CompletableFuture<JsonNode>> asked = new ConcurrentHashMap<>();

  /**
   * What the page complained of: exceptions, console errors and warnings, what its policy refused.
   */
  private final List<String> complaints = new CopyOnWriteArrayList<>();

  private Chromium(Path folder, Process process, String address) {
    this.folder = folder;
    this.process = process;
    this.socket =
        HttpClient.newHttpClient()
            .newWebSocketBuilder()
            .buildAsync(URI.create(address), new Listener())
            .orTimeout(START.toSeconds(), TimeUnit.SECONDS)
            .join();
    call("Runtime.enable", Map.of());
    call("Log.enable", Map.of());
    call("Page.enable", Map.of());
  }

  /** The program, if there is one on the path. */
  static Optional<Path> installed() {
    return Stream.of(System.getenv("PATH").split(":"))
        .flatMap(directory -> NAMES.stream().map(name -> Path.of(directory, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  static Chromium start(Path program) throws Exception {
    Path folder = Files.createTempDirectory("nustream-chromium");
    Process process =
        new ProcessBuilder(
                program.toString(),
                "--headless=new",
                // Root has no sandbox; the pages are our own.
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-extensions",
                "--no-first-run",
                "--remote-debugging-port=0",
                "--user-data-dir=" + folder,
                "about:blank")
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("output").toFile())
            .start();
    try {
      return new Chromium(folder, process, pageAddress(folder, process));
    } catch (Exception e) {
      end(process);
      throw new IllegalStateException(
          program + " does not start: " + Files.readString(folder.resolve("output")), e);
    }
  }

  /** Of a page of its own; the port stands in a file as soon as it is open. */
  private static String pageAddress(Path folder, Process process) throws Exception {
    Path file = folder.resolve("DevToolsActivePort");
    long end = System.nanoTime() + START.toNanos();
    while (System.nanoTime() < end && process.isAlive()) {
      if (Files.exists(file) && Files.readString(file).contains("\n")) {
        String port = Files.readString(file).lines().findFirst().orElseThrow();
        HttpRequest request =
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/json/new?about:blank"))
                .timeout(START)
                .PUT(HttpRequest.BodyPublishers.noBody())
                .build();
        String answer =
            HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).body();
        return JSON.readTree(answer).path("webSocketDebuggerUrl").asText();
      }
      Thread.sleep(100);
    }
    throw new IllegalStateException("no port of its protocol within " + START);
  }

  /** The result of a command; fails with what the browser says. */
  JsonNode call(String method, Map<String, ?> params) {
    int id = ids.incrementAndGet();
    var answer = new CompletableFuture<JsonNode>();
    asked.put(id, answer);
    ObjectNode message = JSON.createObjectNode().put("id", id).put("method", method);
    message.set("params", JSON.valueToTree(params));
    socket
        .sendText(message.toString(), true)
        .orTimeout(ANSWER.toSeconds(), TimeUnit.SECONDS)
        .join();
    JsonNode told = answer.orTimeout(ANSWER.toSeconds(), TimeUnit.SECONDS).join();
    if (told.has("error")) {
      throw new AssertionError(method + ": " + told.path("error"));
    }
    return told.path("result");
  }

  /** The value of an expression, which may be a promise. */
  JsonNode evaluate(String expression) {
    JsonNode result =
        call(
            "Runtime.evaluate",
            Map.of("expression", expression, "returnByValue", true, "awaitPromise", true));
    if (result.has("exceptionDetails")) {
      throw new AssertionError(expression + ": " + result.path("exceptionDetails"));
    }
    return result.path("result").path("value");
  }

  /** How large the window is, and which colours its user prefers. */
  void look(int width, int height, boolean dark) {
    call(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    call(
        "Emulation.setEmulatedMedia",
        Map.of(
            "features",
            List.of(
                Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"),
                Map.of("name", "prefers-reduced-motion", "value", "reduce"))));
  }

  void open(String url) {
    call("Page.navigate", Map.of("url", "about:blank"));
    call("Page.navigate", Map.of("url", url));
  }

  /** Presses and releases a key such as "Tab" or "Enter". */
  void press(String key) {
    int code = Map.of("Tab", 9, "Enter", 13).get(key);
    // Enter acts on forms by the character that it types.
    Map<String, Object> down =
        key.equals("Enter")
            ? Map.of(
                "type",
                "keyDown",
                "key",
                key,
                "code",
                key,
                "windowsVirtualKeyCode",
                code,
                "text",
                "\r")
            : Map.of("type", "rawKeyDown", "key", key, "code", key, "windowsVirtualKeyCode", code);
    call("Input.dispatchKeyEvent", down);
    call(
        "Input.dispatchKeyEvent",
        Map.of("type", "keyUp", "key", key, "code", key, "windowsVirtualKeyCode", code));
  }

  /** Types into what has the focus, over what stands there. */
  void type(String text) {
    evaluate("document.activeElement.select()");
    call("Input.insertText", Map.of("text", text));
  }

  /** Keeps what the page looks like from top to bottom, for people to look at. */
  void keepPicture(Path file) throws IOException {
    int height = evaluate("document.documentElement.scrollHeight").asInt();
    JsonNode taken =
        call(
            "Page.captureScreenshot",
            Map.of(
                "captureBeyondViewport",
                true,
                "clip",
                Map.of(
                    "x",
                    0,
                    "y",
                    0,
                    "width",
                    evaluate("window.innerWidth").asInt(),
                    "height",
                    height,
                    "scale",
                    1)));
    Files.createDirectories(file.getParent());
    Files.write(file, taken.path("data").binaryValue());
  }

  /** Forgets the complaints so far. */
  void forget() {
    complaints.clear();
  }

  List<String> complaints() {
    return List.copyOf(complaints);
  }

  @Override
  public void close() throws IOException {
    socket.abort();
    end(process);
    try (Stream<Path> files = Files.walk(folder)) {
      // What the ending browser writes meanwhile stays in the folder for temporary files.
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    }
  }

  private static void end(Process process) {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    process.onExit().orTimeout(ANSWER.toSeconds(), TimeUnit.SECONDS).join();
  }

  private final class Listener implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
      text.append(part);
      if (last) {
        take(text.toString());
        text.setLength(0);
      }
      from.request(1);
      return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
      asked.values().forEach(answer -> answer.completeExceptionally(error));
    }

    private void take(String message) {
      JsonNode told = Page.parsed(message);
      if (told.has("id")) {
        asked.remove(told.path("id").asInt()).complete(told);
        return;
      }
      JsonNode params = told.path("params");
      switch (told.path("method").asText()) {
        case "Runtime.exceptionThrown" ->
            complaints.add(params.path("exceptionDetails").toString());
        case "Runtime.consoleAPICalled" -> {
          if (List.of("error", "warning", "assert").contains(params.path("type").asText())) {
            complaints.add(params.path("args").toString());
          }
        }
        case "Log.entryAdded" -> {
          if (params.path("entry").path("level").asText().equals("error")) {
            complaints.add(params.path("entry").toString());
          }
        }
        default -> {
          // Other events say nothing of faults.
        }
      }
    }
  }
}
