package nustream.local.options;

import com.google.protobuf.ByteString;
import io.grpc.BindableService;
import io.grpc.stub.StreamObserver;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import nustream.arrays.NpzWriter;
import nustream.campaigns.v1.Campaign;
import nustream.campaigns.v1.CampaignsGrpc;
import nustream.campaigns.v1.CancelRequest;
import nustream.campaigns.v1.CapacityRequest;
import nustream.campaigns.v1.CapacityResponse;
import nustream.campaigns.v1.CreateRequest;
import nustream.campaigns.v1.FlavorOrder;
import nustream.campaigns.v1.GetRequest;
import nustream.campaigns.v1.ListRequest;
import nustream.campaigns.v1.ListResponse;
import nustream.campaigns.v1.ListTrainingsRequest;
import nustream.campaigns.v1.ListTrainingsResponse;
import nustream.campaigns.v1.Progress;
import nustream.campaigns.v1.State;
import nustream.campaigns.v1.TrainingsGrpc;
import nustream.campaigns.v1.WatchRequest;
import nustream.flavor.v1.Ordering;
import nustream.flavor.v1.Sampling;
import nustream.flavor.v1.Solution;
import nustream.results.v1.ExportChunk;
import nustream.results.v1.ExportFormat;
import nustream.results.v1.ExportRequest;
import nustream.results.v1.ResultsGrpc;
import nustream.results.v1.SolutionItem;
import nustream.results.v1.StreamSolutionsRequest;
import nustream.results.v1.SummarizeRequest;
import nustream.results.v1.Summary;

/** Campaigns, trainings and results that know one campaign, which has ended. */
final class FakeCluster {
  static final String CAMPAIGN = "made-up";
  private static final String DIGEST = "sha256:0123456789abcdef";
  private static final int ACCEPTED = 2;
  private static final long FIRST_BLOCK = 3;

  private FakeCluster() {}

  /** All of them on one port, which is what a gateway does. */
  static BindableService[] services() {
    return new BindableService[] {new Campaigns(), new Trainings(), new Results()};
  }

  private static Campaign campaign(String id) {
    return Campaign.newBuilder()
        .setId(id)
        .setState(State.STATE_SUCCEEDED)
        .setFlavor(
            FlavorOrder.newBuilder()
                .setTargetAccepted(ACCEPTED)
                .setSampling(
                    Sampling.newBuilder()
                        .setRelease("NuFIT-6.0-SK")
                        .setOrdering(Ordering.ORDERING_NORMAL)))
        .setProgress(
            Progress.newBuilder()
                .setGenerated(1000)
                .setAccepted(ACCEPTED)
                .setModelDigest(DIGEST)
                .setPrior("box")
                .setFinalBlock(7))
        .build();
  }

  private static <T> void answer(StreamObserver<T> reader, T answer) {
    reader.onNext(answer);
    reader.onCompleted();
  }

  private static final class Campaigns extends CampaignsGrpc.CampaignsImplBase {
    @Override
    public void create(CreateRequest request, StreamObserver<Campaign> reader) {
      answer(reader, campaign(request.getId()));
    }

    @Override
    public void get(GetRequest request, StreamObserver<Campaign> reader) {
      answer(reader, campaign(request.getId()));
    }

    @Override
    public void list(ListRequest request, StreamObserver<ListResponse> reader) {
      answer(reader, ListResponse.newBuilder().addCampaigns(campaign(CAMPAIGN)).build());
    }

    @Override
    public void watch(WatchRequest request, StreamObserver<Campaign> reader) {
      answer(reader, campaign(request.getId()));
    }

    @Override
    public void cancel(CancelRequest request, StreamObserver<Campaign> reader) {
      answer(reader, campaign(request.getId()));
    }
  }

  private static final class Trainings extends TrainingsGrpc.TrainingsImplBase {
    @Override
    public void list(ListTrainingsRequest request, StreamObserver<ListTrainingsResponse> reader) {
      answer(reader, ListTrainingsResponse.getDefaultInstance());
    }

    @Override
    public void capacity(CapacityRequest request, StreamObserver<CapacityResponse> reader) {
      answer(reader, CapacityResponse.getDefaultInstance());
    }
  }

  private static final class Results extends ResultsGrpc.ResultsImplBase {
    @Override
    public void summarize(SummarizeRequest request, StreamObserver<Summary> reader) {
      answer(reader, Summary.newBuilder().setAccepted(ACCEPTED).setGenerated(1000).build());
    }

    @Override
    public void streamSolutions(
        StreamSolutionsRequest request, StreamObserver<SolutionItem> reader) {
      String id =
          request.getFilter().getCampaignId() + "/" + FIRST_BLOCK + "/5/" + DIGEST.substring(7, 19);
      answer(
          reader, SolutionItem.newBuilder().setSolution(Solution.newBuilder().setId(id)).build());
    }

    /** Up to the first block there is nothing, and nothing says how it was made. */
    @Override
    public void export(ExportRequest request, StreamObserver<ExportChunk> reader) {
      boolean some = request.getFilter().getMaxBlock() >= FIRST_BLOCK;
      ByteString data =
          request.getFormat() == ExportFormat.EXPORT_FORMAT_NPZ
              ? arrays(some ? ACCEPTED : 0)
              : ByteString.copyFromUtf8("id\n");
      answer(
          reader,
          ExportChunk.newBuilder()
              .setData(data)
              .setTotalBytes(data.size())
              .setRows(ACCEPTED)
              .build());
    }
  }

  private static ByteString arrays(int rows) {
    var bytes = new ByteArrayOutputStream();
    try (var file = new NpzWriter(bytes)) {
      for (String column :
          List.of(
              "m_lightest_eV",
              "sum_eV",
              "mee_eV",
              "mbeta_eV",
              "delta_deg",
              "alpha21_deg",
              "alpha31_deg",
              "M1_GeV",
              "M2_GeV",
              "M3_GeV")) {
        file.doubles(column, new double[rows], rows);
      }
      file.json(
          "provenance.json",
          rows == 0
              ? Map.of()
              : Map.of("model", "seesaw-wide", "guidance", "0.5", "steps", "25", "eta", "1"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return ByteString.copyFrom(bytes.toByteArray());
  }
}
