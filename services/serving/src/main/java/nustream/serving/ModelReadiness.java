package nustream.serving;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import nustream.serving.models.ServedModel;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Ready when every worker has the default model open; with nothing to do as well. */
@Readiness
@ApplicationScoped
public class ModelReadiness implements HealthCheck {
  private final Serving<?, ?, ?> serving;

  @Inject
  public ModelReadiness(Serving<?, ?, ?> serving) {
    this.serving = serving;
  }

  @Override
  public HealthCheckResponse call() {
    String name = serving.config().defaultModel();
    HealthCheckResponseBuilder response =
        HealthCheckResponse.named("model")
            .withData("model", name)
            .status(serving.reload().ready(name));
    response.withData(
        "digest", serving.catalog().find(name).map(ServedModel::digest).orElse("none"));
    serving
        .reload()
        .refusal(name)
        .ifPresent(reason -> response.withData("refused", reason.getMessage()));
    return response.build();
  }
}
