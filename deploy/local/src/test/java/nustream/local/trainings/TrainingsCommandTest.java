package nustream.local.trainings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import nustream.campaigns.v1.CapacityRequest;
import nustream.campaigns.v1.CapacityResponse;
import nustream.campaigns.v1.ListTrainingsRequest;
import nustream.campaigns.v1.ListTrainingsResponse;
import nustream.campaigns.v1.NodeCapacity;
import nustream.campaigns.v1.StartTrainingRequest;
import nustream.campaigns.v1.Training;
import nustream.campaigns.v1.TrainingLogs;
import nustream.campaigns.v1.TrainingLogsRequest;
import nustream.campaigns.v1.TrainingReason;
import nustream.campaigns.v1.TrainingSpec;
import nustream.campaigns.v1.TrainingState;
import nustream.campaigns.v1.TrainingsGrpc;
import nustream.local.Json;
import nustream.local.Terminal;
import nustream.local.command.NustreamCommand;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands before a service that answers what it is asked. */
class TrainingsCommandTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final List<TrainingSpec> started = new ArrayList<>();
  private final List<String> tokens = new ArrayList<>();
  @TempDir Path home;
  private Server server;

  private final class Trainings extends TrainingsGrpc.TrainingsImplBase {
    @Override
    public void start(StartTrainingRequest request, StreamObserver<Training> reader) {
      started.add(request.getSpec());
      reader.onNext(
          Training.newBuilder()
              .setId("diffusion-sampler-train-1")
              .setSpec(request.getSpec())
              .setState(TrainingState.TRAINING_STATE_PENDING)
              .setReason(TrainingReason.TRAINING_REASON_UNSCHEDULABLE)
              .setMessage("no room")
              .build());
      reader.onCompleted();
    }

    @Override
    public void list(ListTrainingsRequest request, StreamObserver<ListTrainingsResponse> reader) {
      reader.onNext(ListTrainingsResponse.getDefaultInstance());
      reader.onCompleted();
    }

    @Override
    public void logs(TrainingLogsRequest request, StreamObserver<TrainingLogs> reader) {
      reader.onNext(TrainingLogs.newBuilder().addLines("a").addLines("b").build());
      reader.onNext(TrainingLogs.newBuilder().addLines("tail " + request.getTailLines()).build());
      reader.onCompleted();
    }

    @Override
    public void capacity(CapacityRequest request, StreamObserver<CapacityResponse> reader) {
      reader.onNext(
          CapacityResponse.newBuilder()
              .setResource("nvidia.com/gpu")
              .setAllocatable(4)
              .setInUse(1)
              .setFree(3)
              .addNodes(NodeCapacity.newBuilder().setNode("gpu-a").setAllocatable(4).setFree(3))
              .build());
      reader.onCompleted();
    }
  }

  @BeforeEach
  void serve() throws IOException {
    ServerInterceptor listening =
        new ServerInterceptor() {
          @Override
          public <Q, A> ServerCall.Listener<Q> interceptCall(
              ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
            tokens.add(
                headers.get(Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER)));
            return next.startCall(call, headers);
          }
        };
    server =
        NettyServerBuilder.forAddress(new InetSocketAddress("127.0.0.1", 0))
            .addService(new Trainings())
            .intercept(listening)
            .build()
            .start();
  }

  @AfterEach
  void stop() throws InterruptedException {
    server.shutdownNow();
    assertTrue(server.awaitTermination(60, TimeUnit.SECONDS));
  }

  private int run(String... words) {
    out.reset();
    err.reset();
    return NustreamCommand.commandLine(
            new Terminal(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false))
        .execute(words);
  }

  private int ask(String... words) {
    List<String> all = new ArrayList<>(Arrays.asList(words));
    all.add("--server=http://127.0.0.1:" + server.getPort());
    return run(all.toArray(String[]::new));
  }

  private String said() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private String complained() {
    return err.toString(StandardCharsets.UTF_8);
  }

  @Test
  void optionsBecomeTypedArguments() throws IOException {
    assertEquals(
        0,
        ask(
            "trainings",
            "start",
            "diffusion-sampler",
            "train",
            "--model=seesaw-wide",
            "--gpus=1",
            "--set",
            "steps=2000",
            "--set",
            "rate=1e-3",
            "--set",
            "variant=plain",
            "--json"),
        complained());
    TrainingSpec spec = started.get(0);
    assertEquals("seesaw-wide", spec.getModel());
    assertEquals(1, spec.getResources().getGpus());
    assertEquals(2000, spec.getArguments(0).getInteger());
    assertEquals(1e-3, spec.getArguments(1).getNumber());
    assertEquals("plain", spec.getArguments(2).getText());
    JsonNode answer = Json.MAPPER.readTree(said());
    assertEquals("pending", answer.get("state").asText());
    assertEquals("unschedulable", answer.get("reason").asText());
  }

  @Test
  void mistakesAreToldBeforeTheyAreSent() {
    assertEquals(1, ask("trainings", "start", "diffusion-sampler", "train", "--set", "store=/x"));
    assertTrue(complained().contains("--set store: allowed with train: [steps"), complained());
    assertEquals(1, ask("trainings", "start", "diffusion-sampler", "train", "--set", "steps=many"));
    assertTrue(complained().contains("--set steps=many: allowed an integer"), complained());
    assertEquals(1, ask("trainings", "start", "sampler", "train"));
    assertTrue(complained().contains("SERVICE is 'sampler'"), complained());
    assertEquals(1, run("trainings", "list", "--server=campaigns"));
    assertTrue(complained().contains("allowed https://HOST:PORT"), complained());
    assertEquals(1, run("capacity", "--home=" + home));
    assertTrue(complained().contains("name a cluster's service with --server"), complained());
  }

  @Test
  void logsAndCapacityAreForPeopleAndMachines() throws IOException {
    assertEquals(0, ask("trainings", "logs", "x", "--tail=7"));
    assertEquals(List.of("a", "b", "tail 7"), said().lines().toList());
    assertEquals(0, ask("trainings", "logs", "x", "--json"));
    assertEquals(3, Json.MAPPER.readTree(said()).get("lines").size());
    assertEquals(0, ask("capacity"));
    assertTrue(said().contains("gpu-a"), said());
    assertEquals(0, ask("capacity", "--json"));
    assertEquals(3, Json.MAPPER.readTree(said()).get("free").asInt());
    assertEquals(0, ask("trainings", "list", "--json"));
    assertEquals(0, Json.MAPPER.readTree(said()).get("trainings").size());
    assertTrue(tokens.stream().allMatch(token -> token == null), "none was given");
  }
}
