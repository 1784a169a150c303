package nustream.local.grpc;

import io.grpc.Channel;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import nustream.campaigns.v1.CancelTrainingRequest;
import nustream.campaigns.v1.CapacityRequest;
import nustream.campaigns.v1.CapacityResponse;
import nustream.campaigns.v1.GetTrainingRequest;
import nustream.campaigns.v1.ListTrainingsRequest;
import nustream.campaigns.v1.StartTrainingRequest;
import nustream.campaigns.v1.Training;
import nustream.campaigns.v1.TrainingLogs;
import nustream.campaigns.v1.TrainingLogsRequest;
import nustream.campaigns.v1.TrainingSpec;
import nustream.campaigns.v1.TrainingsGrpc;
import nustream.campaigns.v1.TrainingsGrpc.TrainingsBlockingStub;

/** Starts trainings and asks for them. */
public final class TrainingClient {
  /** Longer than the service waits for the cluster's API. */
  private static final Duration CALL = Duration.ofSeconds(60);

  private final TrainingsBlockingStub stub;

  public TrainingClient(Channel channel) {
    this.stub = TrainingsGrpc.newBlockingStub(channel);
  }

  public Training start(TrainingSpec spec) {
    return bounded().start(StartTrainingRequest.newBuilder().setSpec(spec).build());
  }

  public Training get(String id) {
    return bounded().get(GetTrainingRequest.newBuilder().setId(id).build());
  }

  /** The newest trainings, at most so many. */
  public List<Training> list(int limit) {
    return bounded()
        .list(ListTrainingsRequest.newBuilder().setLimit(limit).build())
        .getTrainingsList();
  }

  /** The last lines, and with {@code follow} those that come until the attempt ends. */
  public Iterator<TrainingLogs> logs(String id, int tailLines, boolean follow) {
    return (follow ? stub : bounded())
        .logs(
            TrainingLogsRequest.newBuilder()
                .setId(id)
                .setTailLines(tailLines)
                .setFollow(follow)
                .build());
  }

  public Training cancel(String id) {
    return bounded().cancel(CancelTrainingRequest.newBuilder().setId(id).build());
  }

  public CapacityResponse capacity() {
    return bounded().capacity(CapacityRequest.getDefaultInstance());
  }

  private TrainingsBlockingStub bounded() {
    return stub.withDeadlineAfter(CALL.toSeconds(), TimeUnit.SECONDS);
  }
}
