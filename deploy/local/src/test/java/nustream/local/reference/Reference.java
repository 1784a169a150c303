package nustream.local.reference;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import nustream.local.documents.Documents;
import nustream.local.home.Home;
import nustream.local.home.Installation;
import nustream.local.supervisor.PortPlan;
import nustream.local.supervisor.ServiceSpec;
import nustream.local.supervisor.ServiceTable;

/** The pages that are made from the sources. */
final class Reference {
  static final Path SETTINGS = Path.of("deploy/REFERENCE.md");
  static final Path COMMANDS = Path.of("deploy/COMMANDS.md");

  static final List<String> SERVICES =
      List.of(
          "diffusion-sampler",
          "physics-filter",
          "campaigns",
          "results",
          "map-simulator",
          "cnn-classifier");

  private static final String MADE =
      "Made from the sources by `ReferenceTest` of `deploy/local`; not to be edited. After a"
          + " change:\n\n"
          + "```sh\n"
          + ReferenceTest.REGENERATE
          + "\n```\n\n";

  private Reference() {}

  static String commands() {
    return "# Commands\n\n"
        + MADE
        + "Every command also has `--help`. Exit codes: 0 success, 1 failure (one line on standard"
        + " error says why), 2 wrong usage, 130 stopped by Ctrl-C.\n\n"
        + CommandsReference.text().stripTrailing()
        + "\n";
  }

  static String settings() throws IOException {
    var modules = new ArrayList<>(SERVICES);
    modules.addAll(List.of("serving", "messaging"));
    JavaSources sources = JavaSources.of(modules);
    return "# Reference\n\n"
        + MADE
        + "Commands: [COMMANDS.md](COMMANDS.md). Columns of files:"
        + " [FILES.md](../services/results/FILES.md).\n\n"
        + "## Topics\n\n"
        + topics()
        + "Every topic has one for its dead letters, with `.dlq` after its name.\n\n"
        + "## Services and ports\n\n"
        + ports()
        + "A service answers gRPC, health (`/q/health/live`, `/q/health/ready`) and metrics"
        + " (`/q/metrics`) on one port, on the loopback address unless `quarkus.http.host` says"
        + " otherwise.\n\n"
        + "## Settings\n\n"
        + "Given as Java system properties (`-Dresults.threads=2`) or as environment variables"
        + " (`RESULTS_THREADS=2`: capitals, and `_` for every other character).\n\n"
        + new SettingsReference(sources).text()
        + "## Error words\n\n"
        + "The same word is the `reason` of a gRPC status' ErrorInfo, the header"
        + " `dead-letter-reason`, the label of a metric and the reason of a failed campaign. What"
        + " may pass is worth another try.\n\n"
        + new ErrorWords(sources).text()
        + "## Metrics\n\n"
        + "At `/q/metrics` dots are underscores; counters end in `_total`, timers have `_count`,"
        + " `_sum` and `_max`. `*` is filled in when the program runs: the service's word"
        + " (sampler, classifier), or candidates and maps.\n\n"
        + new MetersReference(sources).text().stripTrailing()
        + "\n";
  }

  private static String topics() throws IOException {
    var table =
        new Table(
            "topic",
            "key",
            "value",
            "partitions",
            "kept, hours",
            "kept of a partition, MiB",
            "largest record, bytes");
    Path file = Documents.ROOT.resolve("proto/src/main/resources/nustream/topics.csv");
    for (String line : Files.readAllLines(file)) {
      if (!line.isBlank() && !line.startsWith("#")) {
        String[] cells = line.split(";");
        cells[0] = Table.code(cells[0].strip());
        cells[2] = Table.code(cells[2].strip());
        table.row(cells);
      }
    }
    return table.toString();
  }

  private static String ports() {
    var table = new Table("what", "port", "changed by");
    List<ServiceSpec> services = ServiceTable.of(Installation.current(), new Home(Path.of("home")));
    ServiceTable.defaultPorts(services)
        .forEach(
            (name, port) ->
                table.row(
                    name,
                    port.toString(),
                    "`--port " + name + "=N` of `up`, or `" + PortPlan.variable(name) + "`"));
    return table.toString();
  }
}
