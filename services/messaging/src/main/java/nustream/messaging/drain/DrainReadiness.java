package nustream.messaging.drain;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Not ready while draining, so that no new call is routed here. An idle service is ready. */
@Readiness
@ApplicationScoped
public class DrainReadiness implements HealthCheck {
  private final Drain drain;

  @Inject
  public DrainReadiness(Drain drain) {
    this.drain = drain;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("drain")
        .status(!drain.draining())
        .withData("in_flight", drain.inFlight())
        .build();
  }
}
