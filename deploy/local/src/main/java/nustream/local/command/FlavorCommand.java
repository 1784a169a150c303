package nustream.local.command;

import nustream.local.flavor.GenerateCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** Lepton flavour. */
@Command(
    name = "flavor",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description =
        "Lepton flavour: seesaw parameters that fit the oscillation data, and what they predict.",
    subcommands = {GenerateCommand.class, HelpCommand.class})
final class FlavorCommand {}
