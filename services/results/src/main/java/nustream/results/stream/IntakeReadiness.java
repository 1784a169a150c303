package nustream.results.stream;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready once everything that the topics held at the start has been taken in. */
@Readiness
@ApplicationScoped
public class IntakeReadiness implements HealthCheck {
  private final Intake intake;

  @Inject
  public IntakeReadiness(Intake intake) {
    this.intake = intake;
  }

  @Override
  public HealthCheckResponse call() {
    var response =
        HealthCheckResponse.named("intake")
            .status(intake.caughtUpOnce())
            .withData("lag", intake.lag());
    if (!intake.failure().isEmpty()) {
      response.withData("failure", intake.failure());
    }
    return response.build();
  }
}
