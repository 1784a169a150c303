package nustream.local.flavor;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import nustream.campaigns.v1.Campaign;
import nustream.flavor.physics.AnarchyPrior;
import nustream.flavor.physics.ExactDistributions;
import nustream.flavor.physics.NufitRelease;
import nustream.flavor.physics.Ordering;
import nustream.flavor.physics.Prior;
import nustream.local.Terminal;
import nustream.local.UserError;
import nustream.local.grpc.ResultsClient;
import nustream.local.report.Page;
import nustream.results.v1.ExportFormat;
import nustream.results.v1.SolutionFilter;
import nustream.results.v1.Summary;

/** Makes the report of a flavour campaign that has ended. */
public final class FlavorReporting {
  /** The error of a bin that holds one draw in forty is then 2 %. */
  private static final int EXACT_DRAWS = 100_000;

  private static final long SEED = 1;

  private final ResultsClient results;
  private final Terminal terminal;

  public FlavorReporting(ResultsClient results, Terminal terminal) {
    this.results = results;
    this.terminal = terminal;
  }

  /**
   * The page.
   *
   * @param file that the data are written to
   * @throws UserError when the campaign has nothing to report
   */
  public Page page(Campaign campaign, Path file) throws IOException {
    SolutionFilter filter = ResultsClient.resultOf(campaign);
    Summary summary = results.summarize(filter);
    if (summary.getAccepted() == 0) {
      throw new UserError("campaign " + campaign.getId() + " has no accepted solution to report");
    }
    results.export(filter, ExportFormat.EXPORT_FORMAT_NPZ, file);
    double seconds = (campaign.getEndedAtMs() - campaign.getCreatedAtMs()) / 1e3;
    SolutionColumns solutions = SolutionColumns.read(file);
    FlavorResult result = FlavorResults.of(campaign, summary, seconds, solutions, null, null);
    return new FlavorPage(campaign, result, summary, solutions, exact(result)).page();
  }

  private Optional<ExactDistributions> exact(FlavorResult result) {
    if (!(Prior.named(result.prior()) instanceof AnarchyPrior anarchy)) {
      return Optional.empty();
    }
    terminal.say("drawing the exact answer for prior %s", result.prior());
    var table = NufitRelease.named(result.release()).table(Ordering.valueOf(result.ordering()));
    return Optional.of(
        ExactDistributions.of(anarchy, table, SEED, EXACT_DRAWS, FlavorFigures.bins()));
  }
}
