package nustream.local.documents;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import nustream.local.reference.ProgramCommands;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What documents tell their readers is so: commands work, files and links exist. */
class DocumentsTest {
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:\\s]+)(#[^)]*)?\\)");

  private static final Pattern CLASS = Pattern.compile("`([A-Z][a-z]+[A-Za-z0-9]*)`");

  private static final Pattern MADE_WITH =
      Pattern.compile("`(train|fine-tune|tune|evaluate|sweep|release|bench) (--[^`]*)`");

  @TempDir Path folder;

  @Test
  void everyBlockIsShell() throws IOException, InterruptedException {
    for (Documents.Block block : Documents.blocks()) {
      Path script = folder.resolve("block.sh");
      Files.writeString(script, block.text());
      Process bash =
          new ProcessBuilder("bash", "-n", script.toString()).redirectErrorStream(true).start();
      String said = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertTrue(bash.waitFor(120, TimeUnit.SECONDS), "bash goes on");
      assertEquals("", said, block.file() + ":" + block.line());
    }
  }

  @Test
  void everyCommandCouldWork() throws IOException {
    var checks = new CommandChecks();
    var wrong = new ArrayList<String>();
    int commands = 0;
    for (Documents.Block block : Documents.blocks()) {
      for (ShellCommand command : ShellReader.read(block)) {
        commands++;
        try {
          checks.check(command);
        } catch (IllegalArgumentException e) {
          wrong.add(e.getMessage());
        }
      }
    }
    assertTrue(commands > 50, "only " + commands + " commands found");
    assertEquals("", String.join("\n", wrong));
  }

  @Test
  void commandsThatNeedNoSystemRun() throws IOException {
    var runs = new Runs(folder);
    int ran = 0;
    for (ShellCommand command : Runs.nustream()) {
      if (Runs.when(command) == Runs.When.HERE) {
        String said = runs.run(command.arguments());
        assertFalse(said.isBlank(), command.toString());
        ran++;
      }
    }
    assertTrue(ran > 5, "only " + ran + " commands ran");
  }

  /** What the end-to-end test does with them parses, at least. */
  @Test
  void commandsThatNeedASystemTakeItsFolder() throws IOException {
    List<List<String>> commands = Runs.onSystem();
    assertTrue(commands.size() > 3, commands.toString());
    for (List<String> command : commands) {
      var words = new ArrayList<>(command);
      words.add("--home=" + folder);
      assertDoesNotThrow(() -> CommandChecks.parse(words), words.toString());
    }
  }

  /** Pages of models say how each was made, in the words of their service's program. */
  @Test
  void optionsThatModelsWereMadeWithExist() throws IOException {
    var wrong = new ArrayList<String>();
    for (String service : List.of("diffusion-sampler", "cnn-classifier")) {
      CommandLine program = ProgramCommands.of(service);
      String page = Files.readString(Documents.ROOT.resolve("services/" + service + "/MODELS.md"));
      Matcher made = MADE_WITH.matcher(page);
      int found = 0;
      while (made.find()) {
        found++;
        CommandLine command = program.getSubcommands().get(made.group(1));
        for (String word : made.group(2).split("\\s+")) {
          boolean known = command != null && command.getCommandSpec().findOption(word) != null;
          if (word.startsWith("--") && !known) {
            wrong.add(service + " " + made.group(1) + " " + word);
          }
        }
      }
      assertTrue(found > 0, service);
    }
    assertEquals(List.of(), wrong);
  }

  @Test
  void linksLeadToFiles() throws IOException {
    var wrong = new ArrayList<String>();
    for (Path file : Documents.all()) {
      Matcher link = LINK.matcher(Files.readString(file));
      while (link.find()) {
        if (!Files.exists(file.resolveSibling(link.group(1)))) {
          wrong.add(Documents.ROOT.relativize(file) + ": " + link.group(1));
        }
      }
    }
    assertEquals(List.of(), wrong);
  }

  /** What the pages of physics name as code in brackets is a class. */
  @Test
  void theClassesOfFormulasExist() throws IOException {
    Set<String> classes = new HashSet<>();
    try (Stream<Path> files = Files.walk(Documents.ROOT.resolve("services"))) {
      files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".java"))
          .forEach(name -> classes.add(name.replace(".java", "")));
    }
    Set<String> unknown = new TreeSet<>();
    int named = 0;
    for (Path file : Documents.all()) {
      if (file.endsWith("PHYSICS.md")) {
        Matcher name = CLASS.matcher(Files.readString(file));
        while (name.find()) {
          named++;
          if (!classes.contains(name.group(1))) {
            unknown.add(name.group(1));
          }
        }
      }
    }
    assertEquals(Set.of(), unknown);
    assertTrue(named > 50, "only " + named + " classes named");
  }

  @Test
  void aWrongCommandIsFoundWhereverItStands() {
    for (String text :
        List.of(
            "deploy/nustream flavor exact --nn 5",
            "deploy/nustream flavour exact",
            "deploy/nustream flavor train --minuts 5 --out x --name y",
            "for a in 1 2; do deploy/nustream statsu; done",
            "echo \"$(deploy/nustream lensing nothing)\"",
            "true | ./mvnw -pl services/nothing test",
            "X=1 ./mvnw -pl k8s -Dtest=NoSuchTest test",
            "java -jar services/cnn-classifier/target/quarkus-app/quarkus-run.jar trian",
            "kubectl apply -k k8s/overlays/nothing",
            "k8s/secrets nothing",
            "docker run --rm nustream/cnn-classifier:0.1.0-cpu tran --help",
            "somethingelse")) {
      var block = new Documents.Block(Path.of("x.md"), 3, text + "\n");
      var checks = new CommandChecks();
      var failure =
          assertThrows(
              IllegalArgumentException.class,
              () -> {
                for (ShellCommand command : ShellReader.read(block)) {
                  if (!command.program().equals("true")) {
                    checks.check(command);
                  }
                }
              },
              text);
      assertTrue(failure.getMessage().startsWith("x.md:3: "), failure.getMessage());
    }
  }

  @Test
  void commandsAreReadAsAShellReadsThem() {
    String text =
        """
        # a comment
        deploy/nustream flavor exact --n 5 \\
          --json > out.json 2>&1   # another
        for s in a b; do
          echo "a $(cut -d' ' -f1) b" >> file
        done
        A='x y' ./mvnw test & cd deploy/clients
        """;
    List<ShellCommand> commands = ShellReader.read(new Documents.Block(Path.of("x.md"), 10, text));
    assertEquals(
        List.of(
            "x.md:11: deploy/nustream flavor exact --n 5 --json",
            "x.md:14: cut -d  -f1",
            "x.md:14: echo a $(cut -d' ' -f1) b",
            "x.md:16: ./mvnw test",
            "x.md:16: cd deploy/clients"),
        commands.stream().map(ShellCommand::toString).toList());
  }
}
