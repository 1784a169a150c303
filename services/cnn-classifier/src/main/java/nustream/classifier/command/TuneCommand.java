package nustream.classifier.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import nustream.classifier.maps.SimulatedMaps;
import nustream.classifier.maps.TaskUniverse;
import nustream.classifier.training.Stopping;
import nustream.classifier.training.TrainingSettings;
import nustream.classifier.tuning.ClassifierTuning;
import nustream.classifier.tuning.SearchSpace;
import nustream.learning.tuning.StudySettings;
import nustream.learning.tuning.Trial;
import nustream.learning.tuning.pruning.HyperbandPruner;
import nustream.learning.tuning.pruning.PercentilePruner;
import nustream.learning.tuning.pruning.Pruner;
import nustream.learning.tuning.report.TuningReport;
import nustream.learning.tuning.sampling.RandomSampler;
import nustream.learning.tuning.sampling.Sampler;
import nustream.learning.tuning.sampling.TpeSampler;
import nustream.learning.tuning.sampling.TpeSettings;
import nustream.learning.tuning.trial.Direction;
import nustream.learning.tuning.trial.StudySnapshot;
import nustream.learning.tuning.trial.TrialRecord;
import nustream.learning.tuning.trial.TrialState;
import nustream.learning.tuning.worker.WorkerProcesses;
import nustream.lensing.physics.recipe.MapMaker;
import nustream.lensing.physics.recipe.Spectra;
import nustream.serving.command.ReportOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Searches the settings of trainings. */
@Command(
    name = "tune",
    mixinStandardHelpOptions = true,
    description =
        "Search learning rate, batch and network by trials, in the manner of Optuna. Started again"
            + " with the same folder it goes on; started several times at once, the processes"
            + " share the trials. Options of the network and of the batch that are searched have"
            + " no effect.")
final class TuneCommand implements Callable<Integer> {
  private static final String WORKERS = "--workers";
  private static final String WORKER_OF = "--worker-of";

  @Spec private CommandSpec spec;

  @Option(names = "--out", required = true, description = "Folder of the study.")
  private Path out;

  @Option(
      names = "--study",
      description = "Name of the study (default: ${DEFAULT-VALUE}).",
      defaultValue = "cnn-classifier")
  private String name;

  @Option(
      names = "--trials",
      description = "Trials of all processes together (default: ${DEFAULT-VALUE}).",
      defaultValue = "50")
  private int trials;

  @Option(
      names = WORKERS,
      description =
          "Processes that share the trials, each with --threads native threads (default:"
              + " ${DEFAULT-VALUE}).",
      defaultValue = "1")
  private int workers;

  @Option(
      names = WORKER_OF,
      hidden = true,
      description = "Process that started this one as a worker, and with which it ends.")
  private Long parent;

  @Option(
      names = "--sampler",
      description = "tpe or random (default: ${DEFAULT-VALUE}).",
      defaultValue = "tpe")
  private String sampler;

  @Option(
      names = "--pruner",
      description = "hyperband, median or none (default: ${DEFAULT-VALUE}).",
      defaultValue = "hyperband")
  private String pruner;

  @Option(
      names = "--most-width",
      description = "Largest width that is tried (default: ${DEFAULT-VALUE}).",
      defaultValue = "16")
  private int mostWidth;

  @Mixin private TaskOptions task;
  @Mixin private SettingsOptions options;
  @Mixin private SpectraOption cache;
  @Mixin private ReportOption output;

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (trials < 1) {
      throw new IllegalArgumentException("--trials = " + trials + ", allowed 1 or more");
    }
    if (workers < 1 || workers > WorkerProcesses.MOST) {
      throw new IllegalArgumentException(
          WORKERS + " = " + workers + ", allowed 1 to " + WorkerProcesses.MOST);
    }
    if (parent != null) {
      WorkerProcesses.endWith(parent);
    }
    TrainingSettings base = options.settings(task.task());
    Spectra spectra = cache.open();
    TaskUniverse universe = new TaskUniverse(base.task(), spectra);
    MapMaker maker = new MapMaker(spectra);
    StudySettings study =
        new StudySettings(name, Direction.MINIMIZE, sampler(base.seed()), pruner(base.stopping()));
    if (workers > 1) {
      solve(base, universe, spectra);
      share();
    }
    // What a worker that died has left behind, if anything, is done here.
    StudySnapshot done =
        new ClassifierTuning(
                new SearchSpace(base, mostWidth),
                () -> new SimulatedMaps(universe, maker, base.seed()),
                out)
            .run(study, trials, this::report);
    output.print(describe(done), writer -> print(writer, done));
    return 0;
  }

  /** Solves the universes of the batches once, so that not each of the workers does. */
  private static void solve(TrainingSettings base, TaskUniverse universe, Spectra spectra) {
    spectra.linear(universe.cosmology(base.task().massEv()));
    spectra.linear(universe.cosmology(0));
    int places = base.batch().others() == 0 ? 0 : base.batch().massSteps() + 1;
    for (int place = 0; place < places; place++) {
      spectra.linear(universe.cosmology(base.batch().mass(place)));
    }
  }

  private void share() throws IOException, InterruptedException {
    List<String> typed = spec.root().commandLine().getParseResult().originalArgs();
    List<String> command =
        WorkerProcesses.again(workerArguments(typed, ProcessHandle.current().pid()));
    List<Integer> codes = WorkerProcesses.run(command, workers);
    if (codes.stream().anyMatch(code -> code != 0)) {
      spec.commandLine().getErr().println("tune: workers ended with the codes " + codes);
    }
  }

  /** The command line of a worker: as typed, but for the number of workers. */
  static List<String> workerArguments(List<String> typed, long parent) {
    List<String> arguments = new ArrayList<>();
    for (int i = 0; i < typed.size(); i++) {
      if (typed.get(i).equals(WORKERS)) {
        i++;
      } else if (!typed.get(i).startsWith(WORKERS + "=")) {
        arguments.add(typed.get(i));
      }
    }
    arguments.add(WORKER_OF + "=" + parent);
    return arguments;
  }

  private Sampler sampler(long seed) {
    return switch (sampler) {
      case "tpe" -> new TpeSampler(TpeSettings.defaults(seed));
      case "random" -> new RandomSampler(seed);
      default ->
          throw new IllegalArgumentException("--sampler = " + sampler + ", allowed tpe, random");
    };
  }

  private Pruner pruner(Stopping stopping) {
    long validations = (stopping.steps() + stopping.every() - 1) / stopping.every();
    return switch (pruner) {
      case "hyperband" -> HyperbandPruner.upTo(Math.toIntExact(validations));
      case "median" -> PercentilePruner.median();
      case "none" -> Pruner.none();
      default ->
          throw new IllegalArgumentException(
              "--pruner = " + pruner + ", allowed hyperband, median, none");
    };
  }

  private void report(Trial trial) {
    TrialRecord record = trial.record();
    PrintWriter err = spec.commandLine().getErr();
    err.printf(
        Locale.ROOT,
        "trial=%d validations=%d cross_entropy=%.5f%n",
        record.number(),
        record.lastStep().orElse(0),
        record.reports().values().stream().mapToDouble(loss -> loss).min().orElse(Double.NaN));
    err.flush();
  }

  private Map<String, Object> describe(StudySnapshot done) {
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("study", done.name());
    report.put("journal", out.resolve(ClassifierTuning.JOURNAL).toString());
    for (TrialState state : TrialState.values()) {
      report.put(state.name().toLowerCase(Locale.ROOT), done.trials(state).size());
    }
    done.best()
        .ifPresent(
            best -> {
              report.put("best_trial", best.number());
              report.put("best_cross_entropy", best.value().getAsDouble());
              Map<String, Object> parameters = new LinkedHashMap<>();
              best.parameters().forEach((key, value) -> parameters.put(key, value.value()));
              report.put("best_parameters", parameters);
              report.put("best_notes", best.userAttributes());
            });
    report.put("importance", new TuningReport(done).importance());
    return report;
  }

  private static void print(PrintWriter writer, StudySnapshot done) {
    done.best()
        .ifPresent(
            best -> {
              writer.printf(
                  Locale.ROOT,
                  "best of %d trials: %d, cross-entropy %.5f%n",
                  done.trials().size(),
                  best.number(),
                  best.value().getAsDouble());
              best.parameters()
                  .forEach((key, value) -> writer.println("  " + key + " = " + value.value()));
            });
  }
}
