package nustream.local.lensing;

import java.util.Optional;
import nustream.campaigns.v1.Campaign;
import nustream.campaigns.v1.CreateRequest;
import nustream.campaigns.v1.LensingOrder;
import nustream.lensing.messages.RecipeMessages;
import nustream.lensing.physics.recipe.MapMaker;
import nustream.lensing.physics.recipe.MapSeries;
import nustream.local.Terminal;
import nustream.local.UserError;
import nustream.local.campaigns.CampaignRun;
import nustream.local.campaigns.ProgressWords;
import nustream.local.grpc.Endpoints;
import nustream.local.grpc.ResultsClient;
import nustream.local.grpc.ServiceChannels;
import nustream.local.options.ExportFile;
import nustream.local.supervisor.ServiceTable;
import nustream.results.v1.ClassificationFilter;
import nustream.results.v1.ClassificationSummary;

/** Runs one lensing campaign on a running system, from the order to the figures. */
final class LensingCampaign {
  private final Endpoints system;
  private final MapMaker maker;
  private final Terminal terminal;

  LensingCampaign(Endpoints system, MapMaker maker, Terminal terminal) {
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
      return new LensingResults(maker, terminal).of(ended, summary, series, seconds, written);
    }
  }
}
