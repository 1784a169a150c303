package nustream.local.documents;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import nustream.local.Terminal;
import nustream.local.command.NustreamCommand;
import nustream.local.reference.ProgramCommands;
import nustream.local.system.ServiceTool;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * Whether what a document tells its reader to type could work: options, files, modules, test
 * classes and commands exist. A command of a program that is not listed here is an error.
 */
final class CommandChecks {
  /** Programs of others, with what is not checked of them. */
  private static final Map<String, String> OTHERS =
      Map.ofEntries(
          Map.entry("cd", "its folder is where the next commands are looked for"),
          Map.entry("echo", "prints"),
          Map.entry("printf", "prints"),
          Map.entry("cut", "cuts a line"),
          Map.entry("tr", "leaves out a line's end"),
          Map.entry("sha256sum", "digests a token"),
          Map.entry("openssl", "makes a random token"),
          Map.entry("curl", "asks an address of the reader's"),
          Map.entry("unzip", "unpacks a file that the reader has fetched"),
          Map.entry("cat", "prints a file of the reader's"),
          Map.entry("python", "makes a virtual environment"),
          Map.entry("source", "reads what a command before has written"),
          Map.entry("venv/bin/pip", "installs what requirements.txt lists"),
          Map.entry("export", "sets what the commands after it read"));

  private static final Set<String> KUBECTL =
      Set.of("apply", "create", "delete", "get", "port-forward", "rollout", "wait", "logs");

  private static final Set<String> PHASES =
      Set.of("verify", "test", "test-compile", "package", "clean");

  /** Goals of a plugin are known by their prefix. */
  private static final Set<String> PLUGINS = Set.of("spotless");

  private static final Pattern PROGRAM_JAR =
      Pattern.compile("services/([a-z-]+)/target/quarkus-app/quarkus-run\\.jar");

  private static final Pattern IMAGE = Pattern.compile("nustream/([a-z$-]+):[0-9A-Za-z.-]+");

  private final Map<String, CommandLine> programs = new HashMap<>();

  /** Fails with {@link IllegalArgumentException}, which says what is wrong and where. */
  void check(ShellCommand command) throws IOException {
    try {
      String program = command.program();
      switch (program) {
        case "deploy/nustream", "nustream" -> nustream(command);
        case "./mvnw" -> maven(command);
        case "java" -> java(command);
        case "docker" -> docker(command);
        case "kubectl" -> kubectl(command);
        case "grpcurl" -> grpcurl(command);
        case "venv/bin/python" -> exists(command, command.words().get(1));
        default -> {
          if (program.contains("/") && !OTHERS.containsKey(program)) {
            script(command);
          } else if (!OTHERS.containsKey(program)) {
            throw new IllegalArgumentException("nothing is known of " + program);
          }
        }
      }
    } catch (IllegalArgumentException | ParameterException e) {
      throw new IllegalArgumentException(command + "\n  " + e.getMessage(), e);
    }
  }

  /** The options of our command line, and those of a service's program behind it. */
  private void nustream(ShellCommand command) {
    List<String> arguments = command.arguments();
    ParseResult last = parse(arguments);
    while (last.hasSubcommand()) {
      last = last.subcommand();
    }
    if (last.commandSpec().userObject() instanceof ServiceTool) {
      // Group, name of the tool, and what its program gets; a bench has another name there.
      String service = arguments.get(0).equals("flavor") ? "diffusion-sampler" : "cnn-classifier";
      var words = new ArrayList<>(arguments.subList(1, arguments.size()));
      words.set(0, words.get(0).replaceFirst(".*-bench", "bench"));
      program(service, words);
    }
  }

  static ParseResult parse(List<String> arguments) {
    var nowhere = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
    return NustreamCommand.commandLine(new Terminal(nowhere, nowhere, false))
        .parseArgs(arguments.toArray(String[]::new));
  }

  /** Needs what the program needs, but for the model store, which the command line adds. */
  private void program(String service, List<String> words) {
    if (!ProgramCommands.services().contains(service)) {
      throw new IllegalArgumentException(service + " has no commands");
    }
    CommandLine line = programs.computeIfAbsent(service, ProgramCommands::of);
    CommandLine named = line.getSubcommands().get(words.get(0));
    if (named == null && !words.get(0).startsWith("-")) {
      throw new IllegalArgumentException(service + " has no command " + words.get(0));
    }
    var all = new ArrayList<>(words);
    if (named != null
        && named.getCommandSpec().findOption("--store") != null
        && words.stream().noneMatch(word -> word.startsWith("--store"))) {
      all.add("--store=models");
    }
    var unused = line.parseArgs(all.toArray(String[]::new));
  }

  private static void maven(ShellCommand command) throws IOException {
    List<String> words = command.arguments();
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      if (word.equals("-pl")) {
        for (String module : words.get(++i).split(",")) {
          exists(command, module + "/pom.xml");
        }
      } else if (word.startsWith("-Dtest=")) {
        for (String test : word.substring("-Dtest=".length()).split(",")) {
          source(test.replaceAll("#.*", ""));
        }
      } else if (!word.startsWith("-")
          && !PHASES.contains(word)
          && !PLUGINS.contains(word.replaceAll(":.*", ""))) {
        throw new IllegalArgumentException(word + " is no phase or goal that is known here");
      }
    }
  }

  /** A class of this simple name, somewhere in the repository. */
  private static void source(String name) throws IOException {
    try (Stream<Path> files = Files.walk(Documents.ROOT)) {
      if (files.noneMatch(file -> file.endsWith(name + ".java"))) {
        throw new IllegalArgumentException("there is no class " + name);
      }
    }
  }

  private void java(ShellCommand command) throws IOException {
    List<String> words = command.arguments();
    int jar = words.indexOf("-jar");
    if (jar >= 0) {
      Matcher program = PROGRAM_JAR.matcher(words.get(jar + 1));
      if (!program.matches()) {
        throw new IllegalArgumentException(words.get(jar + 1) + " is no jar of a service");
      }
      exists(command, "services/" + program.group(1) + "/pom.xml");
      program(program.group(1), words.subList(jar + 2, words.size()));
      return;
    }
    if (words.equals(List.of("@java.args"))) {
      return; // What deploy/images/tree has made just before.
    }
    int main = words.indexOf("-cp") + 2;
    String name = words.get(main);
    if (name.endsWith(".java")) {
      exists(command, name);
    } else {
      source(name.substring(name.lastIndexOf('.') + 1));
    }
  }

  private void docker(ShellCommand command) throws IOException {
    List<String> words = command.arguments();
    if (words.contains("-f")) {
      exists(command, words.get(words.indexOf("-f") + 1));
    }
    for (String word : words) {
      if (word.startsWith("SERVICE=") && !word.contains("$")) {
        exists(command, "services/" + word.substring("SERVICE=".length()) + "/pom.xml");
      }
    }
    if (!words.get(0).equals("run")) {
      return;
    }
    for (int i = 1; i < words.size(); i++) {
      Matcher image = IMAGE.matcher(words.get(i));
      if (image.matches()) {
        program(image.group(1), words.subList(i + 1, words.size()));
        return;
      }
    }
    throw new IllegalArgumentException("runs no image of ours");
  }

  private static void kubectl(ShellCommand command) throws IOException {
    List<String> words = new ArrayList<>(command.arguments());
    if (words.get(0).equals("-n")) {
      words.subList(0, 2).clear();
    }
    if (!KUBECTL.contains(words.get(0))) {
      throw new IllegalArgumentException("kubectl " + words.get(0) + " is not known here");
    }
    for (int i = 0; i + 1 < words.size(); i++) {
      String next = words.get(i + 1);
      if (words.get(i).equals("-k")) {
        exists(command, next + "/kustomization.yaml");
      } else if (words.get(i).equals("-f") && !next.equals("-")) {
        exists(command, next);
      }
    }
  }

  /** Its contract, and the method that it asks. */
  private static void grpcurl(ShellCommand command) throws IOException {
    List<String> words = command.arguments();
    String method = words.get(words.size() - 1);
    if (!method.startsWith("nustream.")) {
      return; // Asks for what there is.
    }
    String name = method.substring(method.lastIndexOf('/') + 1);
    String folder = method.substring(0, method.lastIndexOf('.')).replace('.', '/');
    try (Stream<Path> files =
        Files.list(Documents.ROOT.resolve("proto/src/main/proto/" + folder))) {
      for (Path file : files.toList()) {
        if (Files.readString(file).contains("rpc " + name + "(")) {
          return;
        }
      }
    }
    throw new IllegalArgumentException("no contract has a method " + method);
  }

  /** A program of ours, and the word that says what it is to do. */
  private static void script(ShellCommand command) throws IOException {
    Path script = exists(command, command.program());
    if (!Files.isExecutable(script)) {
      throw new IllegalArgumentException(command.program() + " is not executable");
    }
    if (command.program().equals("k8s/secrets")
        && !Files.readString(script).contains(command.words().get(1) + ")")) {
      throw new IllegalArgumentException("k8s/secrets has no " + command.words().get(1));
    }
  }

  private static Path exists(ShellCommand command, String path) {
    Path file = Documents.ROOT.resolve(command.folder()).resolve(path);
    if (!Files.exists(file)) {
      throw new IllegalArgumentException("there is no " + path);
    }
    return file;
  }
}
