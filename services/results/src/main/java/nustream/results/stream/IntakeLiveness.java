package nustream.results.stream;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Alive while the thread that takes in is: it outlives every failure that it knows of. */
@Liveness
@ApplicationScoped
public class IntakeLiveness implements HealthCheck {
  private final Intake intake;

  @Inject
  public IntakeLiveness(Intake intake) {
    this.intake = intake;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("intake").status(!intake.ended()).build();
  }
}
