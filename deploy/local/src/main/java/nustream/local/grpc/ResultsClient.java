package nustream.local.grpc;

import io.grpc.Channel;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Iterator;
import java.util.concurrent.TimeUnit;
import nustream.campaigns.v1.Campaign;
import nustream.local.UserError;
import nustream.results.v1.ClassificationFilter;
import nustream.results.v1.ClassificationSummary;
import nustream.results.v1.ExportChunk;
import nustream.results.v1.ExportClassificationsRequest;
import nustream.results.v1.ExportFormat;
import nustream.results.v1.ExportRequest;
import nustream.results.v1.ResultsGrpc;
import nustream.results.v1.ResultsGrpc.ResultsBlockingStub;
import nustream.results.v1.SolutionFilter;
import nustream.results.v1.SolutionItem;
import nustream.results.v1.StreamSolutionsRequest;
import nustream.results.v1.SummarizeClassificationsRequest;
import nustream.results.v1.SummarizeRequest;
import nustream.results.v1.Summary;

/** Asks for what campaigns found. */
public final class ResultsClient {
  private static final Duration SUMMARIZE = Duration.ofSeconds(60);
  private static final Duration EXPORT = Duration.ofMinutes(10);

  private final ResultsBlockingStub stub;

  public ResultsClient(Channel channel) {
    this.stub = ResultsGrpc.newBlockingStub(channel);
  }

  /** The solutions that make up the result of an ended campaign. */
  public static SolutionFilter resultOf(Campaign campaign) {
    var filter =
        SolutionFilter.newBuilder()
            .setCampaignId(campaign.getId())
            .setModelDigest(campaign.getProgress().getModelDigest());
    if (campaign.getProgress().hasFinalBlock()) {
      filter.setMaxBlock(campaign.getProgress().getFinalBlock());
    }
    return filter.build();
  }

  /** Counts and the default quantiles of the default columns. */
  public Summary summarize(SolutionFilter filter) {
    return stub.withDeadlineAfter(SUMMARIZE.toSeconds(), TimeUnit.SECONDS)
        .summarize(SummarizeRequest.newBuilder().setFilter(filter).build());
  }

  /**
   * The block of the first solution, in the order in which they came.
   *
   * @throws UserError when there is none
   */
  public long firstBlock(SolutionFilter filter) {
    Iterator<SolutionItem> items =
        stub.withDeadlineAfter(SUMMARIZE.toSeconds(), TimeUnit.SECONDS)
            .streamSolutions(
                StreamSolutionsRequest.newBuilder()
                    .setFilter(filter)
                    .setUntilEnd(true)
                    .setLimit(1)
                    .build());
    if (!items.hasNext()) {
      throw new UserError("campaign " + filter.getCampaignId() + " has no accepted solution");
    }
    // <campaign>/<block>/<index>/<digest>
    String[] parts = items.next().getSolution().getId().split("/");
    return Long.parseLong(parts[parts.length - 3]);
  }

  /** Classifications in figures. */
  public ClassificationSummary summarize(ClassificationFilter filter) {
    return summarize(filter, 0);
  }

  /**
   * Classifications in figures.
   *
   * @param rocPoints of the receiver operating characteristic; 0 for none
   */
  public ClassificationSummary summarize(ClassificationFilter filter, int rocPoints) {
    return stub.withDeadlineAfter(SUMMARIZE.toSeconds(), TimeUnit.SECONDS)
        .summarizeClassifications(
            SummarizeClassificationsRequest.newBuilder()
                .setFilter(filter)
                .setRocPoints(rocPoints)
                .build());
  }

  /** The classifications that make up the result of an ended campaign. */
  public static ClassificationFilter mapsOf(Campaign campaign) {
    var filter =
        ClassificationFilter.newBuilder()
            .setCampaignId(campaign.getId())
            .setModelDigest(campaign.getProgress().getModelDigest());
    if (campaign.getProgress().hasFinalBlock()) {
      filter.setMaxNumber(campaign.getProgress().getFinalBlock());
    }
    return filter.build();
  }

  /**
   * Writes the solutions to a file, which appears whole or not at all.
   *
   * @return rows written
   */
  public long export(SolutionFilter filter, ExportFormat format, Path file) {
    return write(
        stub.withDeadlineAfter(EXPORT.toSeconds(), TimeUnit.SECONDS)
            .export(ExportRequest.newBuilder().setFilter(filter).setFormat(format).build()),
        file);
  }

  /** As {@link #export(SolutionFilter, ExportFormat, Path)}, of classifications. */
  public long export(ClassificationFilter filter, ExportFormat format, Path file) {
    return write(
        stub.withDeadlineAfter(EXPORT.toSeconds(), TimeUnit.SECONDS)
            .exportClassifications(
                ExportClassificationsRequest.newBuilder()
                    .setFilter(filter)
                    .setFormat(format)
                    .build()),
        file);
  }

  /** Writes what a campaign has found, of its own kind. */
  public long export(Campaign campaign, ExportFormat format, Path file) {
    return campaign.hasLensing()
        ? export(mapsOf(campaign), format, file)
        : export(resultOf(campaign), format, file);
  }

  private static long write(Iterator<ExportChunk> chunks, Path file) {
    Path part = file.resolveSibling(file.getFileName() + ".part");
    try {
      long rows = 0;
      long announced = 0;
      long written = 0;
      try (OutputStream out = Files.newOutputStream(part)) {
        while (chunks.hasNext()) {
          ExportChunk chunk = chunks.next();
          rows = Math.max(rows, chunk.getRows());
          announced = Math.max(announced, chunk.getTotalBytes());
          written += chunk.getData().size();
          chunk.getData().writeTo(out);
        }
      }
      if (written != announced) {
        throw new UserError(
            "the export ended after " + written + " of " + announced + " bytes; try again");
      }
      Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
      return rows;
    } catch (IOException e) {
      throw new UserError("cannot write " + file + ": " + e, e);
    }
  }
}
