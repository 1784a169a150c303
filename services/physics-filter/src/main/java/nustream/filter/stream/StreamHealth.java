package nustream.filter.stream;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;

/** Health of the stream of candidates. */
final class StreamHealth {
  private static final String NAME = "candidates";

  private StreamHealth() {}

  /** Ready once connected to Kafka; a replica without a partition is idle, and idle is ready. */
  @Readiness
  @ApplicationScoped
  static class Ready implements HealthCheck {
    private final CandidateStream stream;

    @Inject
    Ready(CandidateStream stream) {
      this.stream = stream;
    }

    @Override
    public HealthCheckResponse call() {
      return HealthCheckResponse.named(NAME).status(stream.connected()).build();
    }
  }

  /** Dead when the stream's thread has ended: it is made to outlive every failure but an Error. */
  @Liveness
  @ApplicationScoped
  static class Alive implements HealthCheck {
    private final CandidateStream stream;

    @Inject
    Alive(CandidateStream stream) {
      this.stream = stream;
    }

    @Override
    public HealthCheckResponse call() {
      return HealthCheckResponse.named(NAME).status(stream.alive()).build();
    }
  }
}
