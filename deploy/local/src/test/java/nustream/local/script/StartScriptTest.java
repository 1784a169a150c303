package nustream.local.script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The real start script in a made-up repository, with made-up JDKs whose java prints how it was
 * called and a made-up Maven wrapper that writes what the real one would.
 */
class StartScriptTest {
  private static final Path SCRIPT = Path.of("..", "nustream");
  private static final String MAVEN =
      """
      #!/bin/sh
      echo "[INFO] Building Nustream: results 0.1.0-SNAPSHOT                  [9/10]"
      echo "JAVA_HOME=$JAVA_HOME $*"
      sleep 0.7
      touch built-marker
      for s in diffusion-sampler physics-filter campaigns results map-simulator cnn-classifier; do
        mkdir -p services/$s/target/quarkus-app
        touch services/$s/target/quarkus-app/quarkus-run.jar
      done
      touch deploy/local/target/nustream-local-0.jar
      """;

  @TempDir Path folder;
  private Path root;

  private record Run(int exitCode, String out, String err) {}

  @BeforeEach
  void repository() throws IOException {
    root = folder.resolve("a repository");
    for (String directory :
        List.of("deploy", "proto/src/main/proto", "services/results/src/main/java")) {
      Files.createDirectories(root.resolve(directory));
    }
    Files.copy(SCRIPT, root.resolve("deploy/nustream"));
    executable(root.resolve("deploy/nustream"));
    Files.writeString(root.resolve("pom.xml"), "<project/>");
    maven(MAVEN);
    jdk("jdk-98", "98.0.1");
    jdk("jdk-99", "99-ea");
    jdk("jdk-8", "1.8.0_392");
  }

  @Test
  void buildsOnceAndKeepsStandardOutputClean() throws Exception {
    Run first = run(Map.of(), "status", "--json");
    assertEquals(0, first.exitCode(), first.err());
    assertTrue(first.err().contains("building with JDK 99"), first.err());
    assertTrue(first.err().contains("9/10 Nustream: results"), first.err());
    assertEquals(1, first.out().lines().count(), first.out());
    assertTrue(first.out().endsWith("nustream.local.Main status --json\n"), first.out());

    Run second = run(Map.of(), "status", "--json");
    assertEquals("", second.err());
    assertEquals(first.out(), second.out());
  }

  @Test
  void buildsAgainWhenASourceIsNewerButNotForStatus() throws Exception {
    Path source = root.resolve("services/results/src/main/java/A.java");
    Files.writeString(source, "class A {}");
    run(Map.of(), "demo");
    Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(5)));

    assertEquals("", run(Map.of(), "status").err());
    assertEquals("", run(Map.of("NUSTREAM_BUILD", "never"), "demo").err());
    String said = run(Map.of(), "demo").err();
    assertTrue(said.contains("services/results/src/main/java/A.java is newer"), said);
    assertTrue(said.contains("building"), said);
  }

  @Test
  void aBuildUnderARunningSystemIsNotReplaced() throws Exception {
    run(Map.of(), "demo");
    Files.createDirectories(root.resolve(".nustream"));
    Files.writeString(
        root.resolve(".nustream/state.json"),
        "{\n  \"supervisor\" : {\n    \"pid\" : " + ProcessHandle.current().pid() + ",\n  }\n}");
    Path source = root.resolve("pom.xml");
    Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(5)));
    Files.delete(root.resolve("built-marker"));

    String said = run(Map.of(), "demo").err();

    assertTrue(said.contains("a system runs from the build"), said);
    assertFalse(Files.exists(root.resolve("built-marker")), "no build");
  }

  @Test
  void aFailedBuildShowsMavensErrorsAndEndsWith1() throws Exception {
    maven("#!/bin/sh\necho '[ERROR] A.java:[1,2] something is missing'\nexit 1\n");
    Run run = run(Map.of(), "demo");
    assertEquals(1, run.exitCode());
    assertEquals("", run.out());
    assertTrue(run.err().contains("A.java:[1,2] something is missing"), run.err());
    assertTrue(run.err().contains("target/build.log"), run.err());
  }

  @Test
  void takesTheNewestJdkOrTheOneThatIsAskedFor() throws Exception {
    assertTrue(run(Map.of(), "x").out().startsWith("jdk-99 "), "the newest");
    Run asked = run(Map.of("NUSTREAM_JDK", folder.resolve("jdk-98").toString()), "x");
    assertTrue(asked.out().startsWith("jdk-98 "), asked.out());
    Run old = run(Map.of("NUSTREAM_JDK", folder.resolve("jdk-8").toString()), "x");
    assertEquals(1, old.exitCode());
    assertTrue(old.err().contains("is no JDK 17 or newer"), old.err());
  }

  @Test
  void worksThroughASymbolicLinkFromAnywhere() throws Exception {
    Path link = Files.createSymbolicLink(folder.resolve("nu"), root.resolve("deploy/nustream"));
    Run run = run(link, Map.of(), "flavor", "exact", "--n", "a b");
    assertTrue(run.out().contains("-Dnustream.root=" + root.toRealPath() + " "), run.out());
    assertTrue(run.out().endsWith("nustream.local.Main flavor exact --n a b\n"), run.out());
  }

  private Run run(Map<String, String> environment, String... args) throws Exception {
    return run(root.resolve("deploy/nustream"), environment, args);
  }

  private Run run(Path script, Map<String, String> environment, String... args) throws Exception {
    var command = new ArrayList<String>();
    command.add(script.toString());
    command.addAll(List.of(args));
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    var builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("NUSTREAM_"));
    // Both win over every real JDK of this machine by their numbers.
    builder.environment().put("JAVA_HOME", folder.resolve("jdk-98").toString());
    builder
        .environment()
        .merge(
            "PATH", folder.resolve("jdk-99/bin").toString(), (path, first) -> first + ":" + path);
    builder.environment().putAll(environment);
    Process process = builder.start();
    assertTrue(process.waitFor(300, TimeUnit.SECONDS), "the script hangs");
    return new Run(
        process.exitValue(),
        Files.readString(out, StandardCharsets.UTF_8),
        Files.readString(err, StandardCharsets.UTF_8));
  }

  private void jdk(String name, String version) throws IOException {
    Path bin = folder.resolve(name).resolve("bin");
    Files.createDirectories(bin);
    Files.writeString(
        folder.resolve(name).resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
    for (String program : List.of("java", "javac")) {
      Files.writeString(bin.resolve(program), "#!/bin/sh\necho " + name + " \"$@\"\n");
      executable(bin.resolve(program));
    }
  }

  private void maven(String script) throws IOException {
    Files.writeString(root.resolve("mvnw"), script);
    executable(root.resolve("mvnw"));
  }

  private static void executable(Path file) throws IOException {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
