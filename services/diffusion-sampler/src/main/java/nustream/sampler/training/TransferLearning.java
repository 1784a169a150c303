package nustream.sampler.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import nustream.learning.log.TrainingLog;
import nustream.learning.store.ModelRelease;
import nustream.learning.torch.HostTensor;
import nustream.sampler.evaluation.CandidateRun;
import nustream.sampler.evaluation.EvaluationReport;
import nustream.sampler.evaluation.GeneratedSample;
import nustream.sampler.evaluation.Solutions;
import nustream.sampler.model.GenerationRequest;
import nustream.sampler.model.ModelFile;

/**
 * Transfer learning in rounds (Nishimura, Otsuka, Uchiyama, arXiv:2503.21432, section 3): a model
 * generates at the measured condition, the attempts closest to the data are kept, and training goes
 * on with them among draws of the prior, until the share of accepted candidates stops rising. While
 * hardly any is accepted, it goes on as long as the median of chi^2 falls.
 *
 * <p>Each round is a row of {@code rounds.csv} in the folder; its training and its model are in
 * {@code round-<n>/}. A folder that holds rounds is not gone on with, but started anew.
 */
public final class TransferLearning {
  private static final List<String> COLUMNS =
      List.of(
          "generated",
          "accepted",
          "acceptance",
          "median_chi2",
          "worst_deviation",
          "mee_median_deviation",
          "nearest_neighbour_ratio",
          "delta_distance",
          "candidates_per_second");

  /** Accepted candidates of two rounds together from which on their number decides. */
  private static final int ENOUGH_ACCEPTED = 30;

  /**
   * What the median of chi^2 must fall by to count; some three times its error for 10^4 candidates.
   */
  private static final double FALL = 0.05;

  private final TrainingSettings settings;
  private final TransferSettings rounds;
  private final GenerationRequest request;
  private final Solutions exact;
  private final Path folder;
  private final int workers;

  /**
   * @param settings of the training in each round; its mixture says how much is kept points
   * @param request of what is generated, both to keep and to evaluate
   * @param exact solutions to compare with
   * @param folder for logs, checkpoints and the model of each round
   */
  public TransferLearning(
      TrainingSettings settings,
      TransferSettings rounds,
      GenerationRequest request,
      Solutions exact,
      Path folder,
      int workers) {
    this.settings = settings;
    this.rounds = rounds;
    this.request = request;
    this.exact = exact;
    this.folder = folder;
    this.workers = workers;
  }

  /**
   * A model after a number of rounds.
   *
   * @param round 0 for the model that everything started from
   */
  public record Round(int round, Map<String, HostTensor> parameters, EvaluationReport report) {
    double acceptance() {
      return report.sample().acceptance();
    }

    /** Whether this round is better than another. */
    boolean betterThan(Round other) {
      int accepted = report.sample().accepted().size() + other.report().sample().accepted().size();
      if (accepted < ENOUGH_ACCEPTED) {
        return report.sample().medianChi2() < (1 - FALL) * other.report().sample().medianChi2();
      }
      double error = Math.hypot(acceptanceError(), other.acceptanceError());
      return acceptance() > other.acceptance() + error;
    }

    /** One standard deviation of the acceptance, of a binomial count. */
    double acceptanceError() {
      double p = Math.max(acceptance(), 1.0 / report.sample().generated());
      return Math.sqrt(p * (1 - Math.min(p, 1 - 1e-9)) / report.sample().generated());
    }
  }

  /**
   * Runs the rounds.
   *
   * @param listener hears of every round, the start included
   * @return all of them in order; the last that raised the acceptance is {@link #best}
   */
  public List<Round> run(ModelRelease start, Consumer<Round> listener)
      throws IOException, InterruptedException, ExecutionException {
    Files.createDirectories(folder);
    List<Round> done = new ArrayList<>();
    try (TrainingLog log = TrainingLog.create(folder.resolve("rounds.csv"), COLUMNS)) {
      ModelRelease model = start;
      Map<String, HostTensor> parameters = ModelFile.parameters(start.modelFile());
      for (int number = 0; number <= rounds.mostRounds(); number++) {
        if (number > 0) {
          parameters = train(number, model, parameters);
          model = saved(number, start, parameters);
        }
        Round round = new Round(number, parameters, evaluate(model));
        log.append(number, row(round.report()));
        listener.accept(round);
        done.add(round);
        if (number > 0 && !round.betterThan(done.get(number - 1))) {
          break;
        }
      }
    }
    return done;
  }

  /** The last round that was better than all before it. */
  public static Round best(List<Round> rounds) {
    return rounds.stream().reduce((a, b) -> b.betterThan(a) ? b : a).orElseThrow();
  }

  private Map<String, HostTensor> train(
      int number, ModelRelease model, Map<String, HostTensor> parameters)
      throws IOException, InterruptedException, ExecutionException {
    int blocks = blocks(rounds.attempts());
    KeptPoints kept =
        NearestAttempts.of(
            model, workers, request.withSeed(request.seed() + number), blocks, rounds.keptShare());
    Path own = folder.resolve("round-" + number);
    SeesawTraining training =
        SeesawTraining.continued(
            settings.withSeed(settings.seed() + number), parameters, kept, own);
    return training.run(rounds.stepsPerRound(), rounds.checkpointSeconds(), TrainingProgress.NONE);
  }

  private ModelRelease saved(int number, ModelRelease start, Map<String, HostTensor> parameters)
      throws IOException {
    Path own = folder.resolve("round-" + number);
    Path file = own.resolve("model.bin");
    Files.write(file, ModelFile.pack(settings.network(), parameters));
    return new ModelRelease(start.name(), start.digest(), own, file, start.card());
  }

  private EvaluationReport evaluate(ModelRelease model)
      throws InterruptedException, ExecutionException {
    GenerationRequest fresh = request.withSeed(request.seed() - 1);
    GeneratedSample sample =
        new CandidateRun(model, workers).accepted(fresh, blocks(rounds.evaluated()));
    return EvaluationReport.of(fresh, sample, exact);
  }

  private int blocks(int candidates) {
    return (candidates + request.count() - 1) / request.count();
  }

  private static Map<String, Double> row(EvaluationReport report) {
    GeneratedSample sample = report.sample();
    return Map.of(
        "generated", (double) sample.generated(),
        "accepted", (double) sample.accepted().size(),
        "acceptance", sample.acceptance(),
        "median_chi2", sample.medianChi2(),
        "worst_deviation", report.worstDeviation(),
        "mee_median_deviation", report.deviations().get("mee_eV").get("0.5"),
        "nearest_neighbour_ratio", report.diversity().ratio(),
        "delta_distance", report.phaseDistances().get("delta_deg"),
        "candidates_per_second", sample.generated() / sample.seconds());
  }
}
