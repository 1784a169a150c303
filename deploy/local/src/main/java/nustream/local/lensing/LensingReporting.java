package nustream.local.lensing;

import java.io.IOException;
import java.nio.file.Path;
import nustream.campaigns.v1.Campaign;
import nustream.lensing.messages.RecipeMessages;
import nustream.lensing.physics.bound.GaussianBound;
import nustream.lensing.physics.recipe.DetectionBound;
import nustream.lensing.physics.recipe.MapMaker;
import nustream.lensing.physics.recipe.MapSeries;
import nustream.local.Terminal;
import nustream.local.UserError;
import nustream.local.grpc.ResultsClient;
import nustream.local.home.Home;
import nustream.local.report.Page;
import nustream.results.v1.ClassificationFilter;
import nustream.results.v1.ClassificationSummary;
import nustream.results.v1.ExportFormat;

/** Makes the report of a lensing campaign that has ended. */
public final class LensingReporting {
  private static final int ROC_POINTS = 401;
  private static final int CLASSES = 2;

  private final ResultsClient results;
  private final MapMaker maker;
  private final Terminal terminal;

  public LensingReporting(ResultsClient results, Home home, Terminal terminal) {
    this.results = results;
    this.maker = PowerOptions.mapMaker(home, terminal);
    this.terminal = terminal;
  }

  /**
   * The page.
   *
   * @param file that the data are written to
   * @throws UserError when the campaign has nothing to report
   */
  public Page page(Campaign campaign, Path file) throws IOException {
    MapSeries series = RecipeMessages.of("series", campaign.getLensing().getSeries());
    if (series.cosmologies().size() != CLASSES) {
      throw new UserError(
          "campaign %s is of %d universes; a report is made of two"
              .formatted(campaign.getId(), series.cosmologies().size()));
    }
    ClassificationFilter filter = ResultsClient.mapsOf(campaign);
    ClassificationSummary summary = results.summarize(filter, ROC_POINTS);
    if (summary.getMaps() == 0) {
      throw new UserError("campaign " + campaign.getId() + " has no classified map to report");
    }
    results.export(filter, ExportFormat.EXPORT_FORMAT_NPZ, file);
    double seconds = (campaign.getEndedAtMs() - campaign.getCreatedAtMs()) / 1e3;
    LensingResult result =
        new LensingResults(maker, terminal).of(campaign, summary, series, seconds, null);
    GaussianBound bound =
        DetectionBound.between(
            maker.spectra(),
            series.cosmologies().get(0),
            series.cosmologies().get(1),
            series.sourceRedshift(),
            series.observation(),
            series.nonlinear());
    return new LensingPage(campaign, series, result, summary, MapColumns.read(file), bound).page();
  }
}
