package nustream.local.command;

import java.nio.file.Path;
import nustream.local.home.Installation;
import nustream.local.supervisor.ServiceSpec;
import nustream.local.supervisor.ServiceTable;
import nustream.local.system.ServiceTool;
import picocli.CommandLine;

/** The commands of the services' own programs, among those of their subject. */
final class ServiceTools {
  private final CommandLine group;
  private final ServiceSpec service;
  private final Path store;

  private ServiceTools(CommandLine group, ServiceSpec service, Path store) {
    this.group = group;
    this.service = service;
    this.store = store;
  }

  /** Adds all of them to the command line. */
  static void add(CommandLine line) {
    Installation installed = Installation.current();
    addSamplers(
        new ServiceTools(
            line.getSubcommands().get("flavor"),
            ServiceTable.sampler(installed),
            installed.models()));
    addClassifiers(
        new ServiceTools(
            line.getSubcommands().get("lensing"),
            ServiceTable.classifier(installed),
            installed.classifiers()));
  }

  private static void addSamplers(ServiceTools tools) {
    tools.add(
        "sample-bench",
        "bench",
        "Speed of the sampler beside its limit.",
        "nustream flavor sample-bench",
        "nustream flavor sample-bench --model seesaw-informed --seconds 10 --json");
    tools.add(
        "train",
        "train",
        "Trains a model and releases it.",
        "nustream flavor train --minutes 5 --out training --store models",
        "nustream flavor train --variant plain --steps 20000 --out plain --store models");
    tools.add(
        "fine-tune",
        "fine-tune",
        "Transfer learning, round by round.",
        "nustream flavor fine-tune --model seesaw-plain --name seesaw-plain-tuned --out rounds",
        "nustream flavor fine-tune --model seesaw-informed --name tuned --rounds 2 --out rounds");
    tools.add(
        "evaluate",
        "evaluate",
        "Judges a model against the exact answer.",
        "nustream flavor evaluate --n 20000",
        "nustream flavor evaluate --model seesaw-plain --ordering IO --json");
  }

  private static void addClassifiers(ServiceTools tools) {
    tools.add(
        "classify",
        "classify",
        "Classifies maps in FITS files.",
        "nustream lensing classify maps/*.fits",
        "nustream lensing classify maps/*.fits --symmetrise --json");
    tools.add(
        "explain",
        "explain",
        "Shows which pixels speak for massive neutrinos.",
        "nustream lensing explain map.fits --out saliency.png",
        "nustream lensing explain map.fits --smooth 2 --fits saliency.fits --out saliency.png");
    tools.add(
        "train",
        "train",
        "Trains a classifier and releases it.",
        "nustream lensing train --name mine --out training --store models",
        "nustream lensing train --name deep --zs 2 --ngal 30 --steps 4000 --out deep");
    tools.add(
        "tune",
        "tune",
        "Searches hyperparameters, in Optuna's manner.",
        "nustream lensing tune --trials 30 --out study",
        "nustream lensing tune --trials 100 --pruner median --out study");
    tools.add(
        "evaluate",
        "evaluate",
        "Judges a classifier beside the best that is possible.",
        "nustream lensing evaluate",
        "nustream lensing evaluate --model nu-cnn-gaussian-z2 --n 10000 --json");
    tools.add(
        "sweep",
        "sweep",
        "Accuracy against redshift, multipole, noise, mass and kind of map.",
        "nustream lensing sweep --redshifts 0.5,1,2 --out sweep",
        "nustream lensing sweep --kinds gaussian,lognormal --masses 0.1,0.2 --out sweep");
    tools.add(
        "classify-bench",
        "bench",
        "Speed of the classifier beside its limit.",
        "nustream lensing classify-bench",
        "nustream lensing classify-bench --seconds 5 --json");
  }

  private void add(String name, String word, String description, String... examples) {
    var tool = new CommandLine(new ServiceTool(service, store, word));
    String[] footer = new String[examples.length];
    for (int i = 0; i < examples.length; i++) {
      footer[i] = "  " + examples[i];
    }
    tool.getCommandSpec()
        .usageMessage()
        .description(description + " The options are those of " + service.name() + ": see --help.")
        .footerHeading("%nExamples:%n")
        .footer(footer);
    group.addSubcommand(name, tool);
  }
}
