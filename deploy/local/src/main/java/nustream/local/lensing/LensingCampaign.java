package nustream.local.lensing;

import java.util.Locale;
import java.util.Optional;
import nustream.campaigns.v1.Campaign;
import nustream.campaigns.v1.CreateRequest;
import nustream.campaigns.v1.LensingOrder;
import nustream.lensing.messages.RecipeMessages;
import nustream.lensing.physics.background.Amplitude;
import nustream.lensing.physics.background.Cosmology;
import nustream.lensing.physics.bound.GaussianBound;
import nustream.lensing.physics.field.Observation;
import nustream.lensing.physics.field.ShapeNoise;
import nustream.lensing.physics.recipe.DetectionBound;
import nustream.lensing.physics.recipe.MapMaker;
import nustream.lensing.physics.recipe.MapSeries;
import nustream.lensing.physics.recipe.PowerSpectrumBaseline;
import nustream.local.Terminal;
import nustream.local.UserError;
import nustream.local.campaigns.CampaignRun;
import nustream.local.campaigns.ProgressWords;
import nustream.local.grpc.ResultsClient;
import nustream.local.grpc.ServiceChannels;
import nustream.local.home.SystemState;
import nustream.local.options.ExportFile;
import nustream.local.supervisor.ServiceTable;
import nustream.results.v1.ClassificationFilter;
import nustream.results.v1.ClassificationSummary;

/** Runs one lensing campaign on a running system, from the order to the figures. */
final class LensingCampaign {
  /** Enough for an error of the baseline's accuracy below 0.01; they are made here once more. */
  private static final int MOST_BASELINE_MAPS = 4000;

  private final SystemState system;
  private final MapMaker maker;
  private final Terminal terminal;

  LensingCampaign(SystemState system, MapMaker maker, Terminal terminal) {
    this.system = system;
    this.maker = maker;
    this.terminal = terminal;
  }

  /**
   * Orders, follows and sums up. Ctrl-C meanwhile cancels the campaign.
   *
   * @param id of the campaign
   * @param maps wanted
   * @param series of two universes, the massless one first
   * @param model name or digest; empty for the classifier's default
   * @param out file for the classifications; empty for none
   * @throws UserError when the campaign did not succeed
   */
  LensingResult run(String id, long maps, MapSeries series, String model, Optional<ExportFile> out)
      throws InterruptedException {
    try (var channels = new ServiceChannels(system)) {
      var order =
          CreateRequest.newBuilder()
              .setId(id)
              .setLensing(
                  LensingOrder.newBuilder()
                      .setMaps(maps)
                      .setSeries(RecipeMessages.message(series))
                      .setModel(model))
              .build();
      long begin = System.nanoTime();
      Campaign ended =
          new CampaignRun(system, terminal).run(channels, order, ProgressWords.LENSING, maps);
      double seconds = (System.nanoTime() - begin) / 1e9;
      var results = new ResultsClient(channels.to(ServiceTable.RESULTS));
      ClassificationFilter filter = ResultsClient.mapsOf(ended);
      ClassificationSummary summary = results.summarize(filter);
      if (summary.getMaps() != maps) {
        throw new UserError(
            String.format(
                "results holds %d classifications of campaign %s, which counted %d",
                summary.getMaps(), id, maps));
      }
      out.ifPresent(file -> results.export(filter, file.format(), file.path()));
      String written = out.map(file -> file.path().toString()).orElse(null);
      return result(ended, summary, series, seconds, written);
    }
  }

  private LensingResult result(
      Campaign ended,
      ClassificationSummary summary,
      MapSeries series,
      double seconds,
      String written) {
    Observation seen = series.observation();
    Cosmology massive = series.cosmologies().get(1);
    GaussianBound bound =
        DetectionBound.between(
            maker.spectra(),
            series.cosmologies().get(0),
            massive,
            series.sourceRedshift(),
            seen,
            series.nonlinear());
    int judged = (int) Math.min(MOST_BASELINE_MAPS, summary.getMaps());
    terminal.say("classifying %d of the maps by their power spectra alone", judged);
    double baseline = PowerSpectrumBaseline.accuracy(maker, series, judged);
    double accuracy = summary.getAccuracy();
    return new LensingResult(
        ended.getId(),
        summary.getMaps(),
        accuracy,
        Math.sqrt(accuracy * (1 - accuracy) / summary.getMaps()),
        summary.hasAuc() ? summary.getAuc() : null,
        bound.accuracy(),
        baseline,
        judged,
        seconds,
        summary.getMaps() / seconds,
        lower(series.kind()),
        series.sourceRedshift(),
        seen.geometry().angleDeg(),
        seen.geometry().pixels(),
        seen.noise().map(ShapeNoise::galaxiesPerArcmin2).orElse(0.0),
        seen.noise().map(ShapeNoise::ellipticityPerComponent).orElse(0.0),
        Double.isInfinite(seen.largestMultipole()) ? null : seen.largestMultipole(),
        lower(series.nonlinear()),
        massive.amplitude() instanceof Amplitude.Sigma8 ? "sigma8" : "as",
        CosmologyOptions.described(massive),
        ended.getLensing().getModel(),
        ended.getProgress().getModelDigest(),
        series.seed(),
        written);
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
