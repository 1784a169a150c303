package nustream.local.command;

import nustream.local.flavor.ExactCommand;
import nustream.local.flavor.FilterBenchCommand;
import nustream.local.flavor.GenerateCommand;
import nustream.local.flavor.ObservablesCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** Lepton flavour. */
@Command(
    name = "flavor",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description =
        "Lepton flavour: seesaw parameters that fit the oscillation data, and what they predict.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  nustream flavor generate --accepted 2000 --out solutions.parquet",
      "  nustream flavor exact --ordering IO --json",
      "  nustream flavor generate --help"
    },
    subcommands = {
      GenerateCommand.class,
      ObservablesCommand.class,
      ExactCommand.class,
      FilterBenchCommand.class,
      HelpCommand.class
    })
final class FlavorCommand {}
