package nustream.local.command;

import nustream.local.lensing.BoundCommand;
import nustream.local.lensing.DistanceCommand;
import nustream.local.lensing.LinearPowerCommand;
import nustream.local.lensing.PowerSpectrumCommand;
import nustream.local.lensing.RunCommand;
import nustream.local.lensing.SimulateCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** Weak lensing. */
@Command(
    name = "lensing",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description =
        "Weak lensing: spectra and maps for massive and massless neutrinos, and how well they can"
            + " be told apart.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  nustream lensing run --maps 2000 --zs 2",
      "  nustream lensing simulate --mnu 0.1 --ngal 30 --count 4 --out maps",
      "  nustream lensing classify maps/*.fits"
    },
    subcommands = {
      DistanceCommand.class,
      LinearPowerCommand.class,
      PowerSpectrumCommand.class,
      BoundCommand.class,
      SimulateCommand.class,
      RunCommand.class,
      HelpCommand.class
    })
final class LensingCommand {}
