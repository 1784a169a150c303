package nustream.local.flavor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import nustream.campaigns.v1.Campaign;
import nustream.campaigns.v1.CreateRequest;
import nustream.campaigns.v1.FlavorOrder;
import nustream.flavor.v1.Sampling;
import nustream.local.Terminal;
import nustream.local.UserError;
import nustream.local.campaigns.CampaignRun;
import nustream.local.campaigns.ProgressWords;
import nustream.local.grpc.Endpoints;
import nustream.local.grpc.ResultsClient;
import nustream.local.grpc.ServiceChannels;
import nustream.local.options.ExportFile;
import nustream.local.supervisor.ServiceTable;
import nustream.results.v1.ExportFormat;
import nustream.results.v1.SolutionFilter;
import nustream.results.v1.Summary;

/** Runs one flavour campaign on a running system, from the order to the numbers. */
final class FlavorCampaign {
  private final Endpoints system;
  private final Terminal terminal;

  FlavorCampaign(Endpoints system, Terminal terminal) {
    this.system = system;
    this.terminal = terminal;
  }

  /**
   * Orders, follows and sums up. Ctrl-C meanwhile cancels the campaign.
   *
   * @param id of the campaign
   * @param accepted solutions wanted
   * @param maxCandidates that may be judged before the campaign fails; 0 for the default
   * @param sampling how to make them
   * @param out file for the solutions; empty for none
   * @throws UserError when the campaign did not succeed
   */
  FlavorResult run(
      String id, long accepted, long maxCandidates, Sampling sampling, Optional<ExportFile> out)
      throws InterruptedException {
    try (var channels = new ServiceChannels(system)) {
      var order =
          CreateRequest.newBuilder()
              .setId(id)
              .setFlavor(
                  FlavorOrder.newBuilder()
                      .setTargetAccepted(accepted)
                      .setMaxCandidates(maxCandidates)
                      .setSampling(sampling))
              .build();
      long begin = System.nanoTime();
      Campaign ended =
          new CampaignRun(system, terminal).run(channels, order, ProgressWords.FLAVOR, accepted);
      double seconds = (System.nanoTime() - begin) / 1e9;
      var results = new ResultsClient(channels.to(ServiceTable.RESULTS));
      SolutionFilter filter = ResultsClient.resultOf(ended);
      Summary summary = results.summarize(filter);
      if (summary.getAccepted() != ended.getProgress().getAccepted()) {
        throw new UserError(
            String.format(
                "results holds %d solutions of campaign %s, which counted %d",
                summary.getAccepted(), id, ended.getProgress().getAccepted()));
      }
      Long rows = out.map(file -> results.export(filter, file.format(), file.path())).orElse(null);
      return FlavorResults.of(
          ended,
          summary,
          seconds,
          first(results, filter),
          out.map(ExportFile::path).orElse(null),
          rows);
    }
  }

  /** The solutions up to the first block that has any; all of a campaign are made alike. */
  private static SolutionColumns first(ResultsClient results, SolutionFilter filter) {
    long block = results.firstBlock(filter);
    try {
      Path file = Files.createTempFile("nustream", ".npz");
      try {
        results.export(
            filter.toBuilder().setMaxBlock(block).build(), ExportFormat.EXPORT_FORMAT_NPZ, file);
        return SolutionColumns.read(file);
      } finally {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UserError("cannot write to the folder for temporary files (" + e + ")", e);
    }
  }
}
