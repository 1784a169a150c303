package nustream.campaigns.stream;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import nustream.campaigns.board.Board;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready once this replica is the active one and knows all campaigns, so that calls reach that one.
 */
@Readiness
@ApplicationScoped
public class ActiveReadiness implements HealthCheck {
  private final Board board;

  @Inject
  public ActiveReadiness(Board board) {
    this.board = board;
  }

  @Override
  public HealthCheckResponse call() {
    boolean active = board.isOpen();
    return HealthCheckResponse.named("campaigns")
        .status(active)
        .withData("role", active ? "active" : "standby")
        .build();
  }
}
