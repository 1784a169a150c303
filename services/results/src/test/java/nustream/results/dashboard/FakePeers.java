package nustream.results.dashboard;

import com.google.protobuf.ByteString;
import externalscaler.ExternalScalerGrpc;
import externalscaler.GetMetricsRequest;
import externalscaler.GetMetricsResponse;
import externalscaler.MetricValue;
import io.grpc.BindableService;
import io.grpc.Server;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import nustream.campaigns.v1.Campaign;
import nustream.campaigns.v1.CampaignsGrpc;
import nustream.campaigns.v1.CancelRequest;
import nustream.campaigns.v1.CreateRequest;
import nustream.campaigns.v1.FlavorOrder;
import nustream.campaigns.v1.GetRequest;
import nustream.campaigns.v1.LensingOrder;
import nustream.campaigns.v1.Limits;
import nustream.campaigns.v1.ListRequest;
import nustream.campaigns.v1.ListResponse;
import nustream.campaigns.v1.Progress;
import nustream.campaigns.v1.State;
import nustream.flavor.v1.ModelInfo;
import nustream.flavor.v1.Ordering;
import nustream.flavor.v1.Rejections;
import nustream.flavor.v1.SamplerGrpc;
import nustream.flavor.v1.Sampling;
import nustream.flavor.v1.Target;
import nustream.lensing.v1.ClassifierGrpc;
import nustream.lensing.v1.ClassifierInfo;
import nustream.lensing.v1.ConvergenceMap;
import nustream.lensing.v1.Cosmology;
import nustream.lensing.v1.DetectionBoundRequest;
import nustream.lensing.v1.DetectionBoundResponse;
import nustream.lensing.v1.ExplainRequest;
import nustream.lensing.v1.ExplainResponse;
import nustream.lensing.v1.MapSeries;
import nustream.lensing.v1.MapSimulatorGrpc;
import nustream.lensing.v1.Observation;
import nustream.lensing.v1.PowerSpectrumRequest;
import nustream.lensing.v1.PowerSpectrumResponse;
import nustream.lensing.v1.Recipe;
import nustream.lensing.v1.RegionShare;
import nustream.lensing.v1.SimulateRequest;
import nustream.messaging.errors.ErrorWord;
import nustream.messaging.errors.NustreamException;
import nustream.messaging.grpc.GrpcErrors;
import nustream.results.SampleBlocks;

/**
 * Campaigns, simulator, classifier and sampler on one real port, which answer at once and with
 * made-up numbers.
 */
public final class FakePeers {
  /** A flavour campaign and a lensing campaign that have ended. */
  public static final String FLAVOR = "dashboard-flavor";

  public static final String MAPS = "dashboard-maps";

  static final double SAMPLER_BACKLOG_SECONDS = 12.5;

  private static final int PIXELS = 32;
  private static final long FIRST_MS = 1_800_000_000_000L;

  private static Server server;

  private FakePeers() {}

  /** host:port; started with the first call, and stopped with the JVM. */
  public static synchronized String address() {
    if (server == null) {
      try {
        var builder = NettyServerBuilder.forAddress(new InetSocketAddress("127.0.0.1", 0));
        for (BindableService service : services()) {
          builder.addService(service);
        }
        server = builder.build().start();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return "127.0.0.1:" + server.getPort();
  }

  /** All of them, each new. */
  static BindableService[] services() {
    return new BindableService[] {
      new FakeCampaigns(),
      new FakeScaler(),
      new FakeSimulator(),
      new FakeClassifier(),
      new FakeSampler()
    };
  }

  /** Of massless neutrinos and of 0.1 eV. */
  static MapSeries series() {
    Cosmology massless = Cosmology.newBuilder().setH(0.7).setOmegaM(0.3).setAS(2.1e-9).build();
    return MapSeries.newBuilder()
        .addCosmologies(massless)
        .addCosmologies(massless.toBuilder().setSumMnuEv(0.1))
        .setObservation(
            Observation.newBuilder()
                .setSourceRedshift(1)
                .setAngleDeg(3.5)
                .setPixels(PIXELS)
                .setGalaxiesPerArcmin2(30)
                .setSigmaE(0.3))
        .setSeed(1)
        .build();
  }

  private static <T> void answer(StreamObserver<T> observer, T answer) {
    observer.onNext(answer);
    observer.onCompleted();
  }

  private static void refuse(StreamObserver<?> observer, NustreamException why) {
    observer.onError(GrpcErrors.status(why));
  }

  private static ByteString pixels(double size) {
    ByteBuffer bytes =
        ByteBuffer.allocate(PIXELS * PIXELS * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < PIXELS * PIXELS; i++) {
      bytes.putFloat((float) (size * Math.sin(i % PIXELS / 3.0) * Math.cos(i / PIXELS / 5.0)));
    }
    return ByteString.copyFrom(bytes.flip());
  }

  private static final class FakeCampaigns extends CampaignsGrpc.CampaignsImplBase {
    private final Map<String, Campaign> campaigns = new ConcurrentHashMap<>();

    FakeCampaigns() {
      FlavorOrder order =
          FlavorOrder.newBuilder()
              .setTargetAccepted(400)
              .setSampling(
                  Sampling.newBuilder()
                      .setRelease("NuFIT-6.0-SK")
                      .setOrdering(Ordering.ORDERING_NORMAL)
                      .setTarget(Target.TARGET_BOX)
                      .setSeed(-1L))
              .build();
      Progress progress =
          Progress.newBuilder()
              .setGenerated(500)
              .setAccepted(400)
              .setRejections(Rejections.newBuilder().setDm221(60).setS13Sq(50))
              .setModelDigest(SampleBlocks.DIGEST)
              .setPrior("anarchy/log1")
              .setFinalBlock(3)
              .build();
      campaigns.put(
          FLAVOR,
          running(FLAVOR, 0)
              .setFlavor(order)
              .setProgress(progress)
              .setState(State.STATE_SUCCEEDED)
              .setEndedAtMs(FIRST_MS + 5000)
              .build());
      campaigns.put(
          MAPS,
          running(MAPS, 1)
              .setLensing(LensingOrder.newBuilder().setMaps(200).setSeries(series()))
              .setProgress(
                  Progress.newBuilder()
                      .setGenerated(200)
                      .setAccepted(150)
                      .setModelDigest(SampleBlocks.DIGEST)
                      .setFinalBlock(199))
              .setState(State.STATE_SUCCEEDED)
              .setEndedAtMs(FIRST_MS + 5000)
              .build());
    }

    private static Campaign.Builder running(String id, int place) {
      return Campaign.newBuilder()
          .setId(id)
          .setState(State.STATE_RUNNING)
          .setCreatedAtMs(FIRST_MS + place)
          .setUpdatedAtMs(FIRST_MS + place)
          .setLimits(Limits.newBuilder().setMaxSeconds(86_400));
    }

    @Override
    public void create(CreateRequest request, StreamObserver<Campaign> reader) {
      if (request.hasFlavor() && request.getFlavor().getSampling().getGuidance() > 9) {
        refuse(
            reader,
            NustreamException.invalid(
                "flavor.sampling.guidance",
                request.getFlavor().getSampling().getGuidance(),
                "0 to 9"));
        return;
      }
      String id = request.getId().isEmpty() ? "made-up" : request.getId();
      Campaign.Builder campaign = running(id, 100 + campaigns.size());
      if (request.hasFlavor()) {
        campaign.setFlavor(request.getFlavor());
      } else {
        campaign.setLensing(request.getLensing());
      }
      campaigns.put(id, campaign.build());
      answer(reader, campaigns.get(id));
    }

    @Override
    public void get(GetRequest request, StreamObserver<Campaign> reader) {
      Campaign campaign = campaigns.get(request.getId());
      if (campaign == null) {
        refuse(
            reader,
            NustreamException.about(
                ErrorWord.UNKNOWN_CAMPAIGN, "id", request.getId(), "a campaign"));
      } else {
        answer(reader, campaign);
      }
    }

    @Override
    public void list(ListRequest request, StreamObserver<ListResponse> reader) {
      List<Campaign> newest = new ArrayList<>(campaigns.values());
      newest.sort(Comparator.comparing(Campaign::getCreatedAtMs).reversed());
      answer(reader, ListResponse.newBuilder().addAllCampaigns(newest).build());
    }

    @Override
    public void cancel(CancelRequest request, StreamObserver<Campaign> reader) {
      Campaign cancelled =
          campaigns.get(request.getId()).toBuilder()
              .setState(State.STATE_CANCELLED)
              .setEndedAtMs(FIRST_MS + 9000)
              .build();
      campaigns.put(request.getId(), cancelled);
      answer(reader, cancelled);
    }
  }

  /** Twelve seconds and a half of work wait for the sampler. */
  private static final class FakeScaler extends ExternalScalerGrpc.ExternalScalerImplBase {
    @Override
    public void getMetrics(GetMetricsRequest request, StreamObserver<GetMetricsResponse> reader) {
      String worker = request.getScaledObjectRef().getScalerMetadataOrThrow("worker");
      double seconds = worker.equals("diffusion-sampler") ? SAMPLER_BACKLOG_SECONDS : 0;
      answer(
          reader,
          GetMetricsResponse.newBuilder()
              .addMetricValues(
                  MetricValue.newBuilder()
                      .setMetricName(request.getMetricName())
                      .setMetricValue((long) Math.ceil(seconds))
                      .setMetricValueFloat(seconds))
              .build());
    }
  }

  private static final class FakeSimulator extends MapSimulatorGrpc.MapSimulatorImplBase {
    @Override
    public void simulate(SimulateRequest request, StreamObserver<ConvergenceMap> reader) {
      int label = (int) (request.getFirst() % 2);
      answer(
          reader,
          ConvergenceMap.newBuilder()
              .setNumber(request.getFirst())
              .setLabel(label)
              .setRecipe(
                  Recipe.newBuilder()
                      .setCosmology(request.getSeries().getCosmologies(label))
                      .setObservation(request.getSeries().getObservation()))
              .setPixels(pixels(0.02))
              .build());
    }

    @Override
    public void powerSpectrum(
        PowerSpectrumRequest request, StreamObserver<PowerSpectrumResponse> reader) {
      var response = PowerSpectrumResponse.newBuilder();
      double height = 1e-9 * (1 - 0.4 * request.getCosmology().getSumMnuEv());
      request.getMultipolesList().forEach(l -> response.addCl(height * Math.pow(l / 1000, -1.5)));
      answer(reader, response.build());
    }

    @Override
    public void detectionBound(
        DetectionBoundRequest request, StreamObserver<DetectionBoundResponse> reader) {
      answer(
          reader,
          DetectionBoundResponse.newBuilder()
              .setDPrime(1.25)
              .setAccuracy(0.734)
              .setAuc(0.812)
              .setModes(1023)
              .build());
    }
  }

  private static final class FakeClassifier extends ClassifierGrpc.ClassifierImplBase {
    @Override
    public void explain(ExplainRequest request, StreamObserver<ExplainResponse> reader) {
      answer(
          reader,
          ExplainResponse.newBuilder()
              .setAttributions(pixels(0.001))
              .setLogit(0.7)
              .setModelDigest(request.getModel())
              .addRegions(
                  RegionShare.newBuilder().setRegion("void").setArea(0.5).setMagnitudeShare(0.4))
              .build());
    }

    @Override
    public void listModels(
        nustream.lensing.v1.ListModelsRequest request,
        StreamObserver<nustream.lensing.v1.ListModelsResponse> reader) {
      answer(
          reader,
          nustream.lensing.v1.ListModelsResponse.newBuilder()
              .addModels(
                  ClassifierInfo.newBuilder()
                      .setName("nu-cnn-gaussian-z1")
                      .setTrainedOn(series())
                      .setAccuracy(0.7)
                      .setOptimalAccuracy(0.734)
                      .setIsDefault(true))
              .build());
    }
  }

  private static final class FakeSampler extends SamplerGrpc.SamplerImplBase {
    @Override
    public void listModels(
        nustream.flavor.v1.ListModelsRequest request,
        StreamObserver<nustream.flavor.v1.ListModelsResponse> reader) {
      answer(
          reader,
          nustream.flavor.v1.ListModelsResponse.newBuilder()
              .addModels(
                  ModelInfo.newBuilder()
                      .setName("seesaw-informed")
                      .setVariant("informed")
                      .setPrior("anarchy/log1")
                      .setIsDefault(true))
              .build());
    }
  }
}
