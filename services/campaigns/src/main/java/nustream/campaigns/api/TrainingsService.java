package nustream.campaigns.api;

import io.grpc.stub.StreamObserver;
import io.quarkus.grpc.GrpcService;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.function.Supplier;
import nustream.campaigns.jobs.TrainingBeans;
import nustream.campaigns.v1.CancelTrainingRequest;
import nustream.campaigns.v1.CapacityRequest;
import nustream.campaigns.v1.CapacityResponse;
import nustream.campaigns.v1.GetTrainingRequest;
import nustream.campaigns.v1.ListTrainingsRequest;
import nustream.campaigns.v1.ListTrainingsResponse;
import nustream.campaigns.v1.StartTrainingRequest;
import nustream.campaigns.v1.Training;
import nustream.campaigns.v1.TrainingLogs;
import nustream.campaigns.v1.TrainingLogsRequest;
import nustream.campaigns.v1.TrainingState;
import nustream.campaigns.v1.TrainingsGrpc;
import nustream.campaigns.v1.WatchTrainingRequest;
import nustream.messaging.edge.Caller;
import nustream.messaging.errors.FieldChecks;
import nustream.messaging.errors.NustreamException;

/** The Trainings service. Every call asks the cluster, so none is answered on the event loop. */
@GrpcService
public class TrainingsService extends TrainingsGrpc.TrainingsImplBase {
  /** 100 trainings of at most 2 KiB (40 options, a short reason) are below 256 KiB. */
  private static final int MAX_LIST = 100;

  /** Characters of a reason in a list: of a quota that is used up, its name and what was asked. */
  private static final int BRIEF = 200;

  private static final int MAX_TAIL_LINES = 10_000;
  private static final int TAIL_LINES = 200;

  private final TrainingBeans trainings;
  private final Calls calls;
  private final ExecutorService executor;

  @Inject
  public TrainingsService(TrainingBeans trainings, Calls calls, ExecutorService executor) {
    this.trainings = trainings;
    this.calls = calls;
    this.executor = executor;
  }

  @Override
  public void start(StartTrainingRequest request, StreamObserver<Training> reader) {
    String caller = Caller.currentName();
    answer(reader, () -> trainings.trainings().start(request.getSpec(), caller));
  }

  @Override
  public void get(GetTrainingRequest request, StreamObserver<Training> reader) {
    answer(reader, () -> trainings.trainings().get(id(request.getId())));
  }

  @Override
  public void list(ListTrainingsRequest request, StreamObserver<ListTrainingsResponse> reader) {
    answer(reader, () -> newest(request));
  }

  @Override
  public void watch(WatchTrainingRequest request, StreamObserver<Training> reader) {
    calls.streamLater(reader, () -> trainings.watches().watch(id(request.getId())));
  }

  @Override
  public void logs(TrainingLogsRequest request, StreamObserver<TrainingLogs> reader) {
    calls.streamLater(
        reader,
        () -> {
          long lines =
              FieldChecks.inRange(
                  "tail_lines", Integer.toUnsignedLong(request.getTailLines()), 0, MAX_TAIL_LINES);
          return trainings
              .log()
              .read(
                  id(request.getId()), lines == 0 ? TAIL_LINES : (int) lines, request.getFollow());
        });
  }

  @Override
  public void cancel(CancelTrainingRequest request, StreamObserver<Training> reader) {
    String caller = Caller.currentName();
    answer(reader, () -> trainings.trainings().cancel(id(request.getId()), caller));
  }

  @Override
  public void capacity(CapacityRequest request, StreamObserver<CapacityResponse> reader) {
    answer(reader, () -> trainings.trainings().capacity());
  }

  private <A> void answer(StreamObserver<A> reader, Supplier<A> work) {
    calls.answer(reader, () -> CompletableFuture.supplyAsync(work, executor));
  }

  private static String id(String text) {
    return FieldChecks.id("id", text);
  }

  private ListTrainingsResponse newest(ListTrainingsRequest request) {
    long limit =
        FieldChecks.inRange("limit", Integer.toUnsignedLong(request.getLimit()), 0, MAX_LIST);
    TrainingState state = request.getState();
    if (state == TrainingState.UNRECOGNIZED) {
      throw NustreamException.invalid("state", request.getStateValue(), "a state, or 0 for all");
    }
    List<Training> found =
        trainings
            .trainings()
            .newest(
                training ->
                    state == TrainingState.TRAINING_STATE_UNSPECIFIED
                        || state == training.getState(),
                limit == 0 ? MAX_LIST : (int) limit);
    return ListTrainingsResponse.newBuilder()
        .addAllTrainings(found.stream().map(TrainingsService::brief).toList())
        .build();
  }

  private static Training brief(Training training) {
    String message = training.getMessage();
    return training.toBuilder()
        .clearWords()
        .setMessage(message.length() <= BRIEF ? message : message.substring(0, BRIEF) + "...")
        .build();
  }
}
