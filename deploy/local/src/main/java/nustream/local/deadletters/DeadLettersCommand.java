package nustream.local.deadletters;

import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** Records that could not be processed. */
@Command(
    name = "dead-letters",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = {
      "Shows records that could not be processed, and sends them again once the cause is gone."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  nustream dead-letters list --topic flavor.candidates.v1",
      "  nustream dead-letters replay --topic flavor.candidates.v1 --all"
    },
    subcommands = {ListLettersCommand.class, ReplayCommand.class, HelpCommand.class})
public final class DeadLettersCommand {}
