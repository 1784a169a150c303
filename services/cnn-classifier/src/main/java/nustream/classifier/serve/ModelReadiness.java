package nustream.classifier.serve;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import nustream.classifier.ClassifierConfig;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Ready when every worker has the default model open; with nothing to do as well. */
@Readiness
@ApplicationScoped
public class ModelReadiness implements HealthCheck {
  private final ClassifierConfig config;
  private final ModelCatalog catalog;
  private final ModelReload reload;

  @Inject
  public ModelReadiness(ClassifierConfig config, ModelCatalog catalog, ModelReload reload) {
    this.config = config;
    this.catalog = catalog;
    this.reload = reload;
  }

  @Override
  public HealthCheckResponse call() {
    String name = config.defaultModel();
    HealthCheckResponseBuilder response =
        HealthCheckResponse.named("model").withData("model", name).status(reload.ready(name));
    response.withData("digest", catalog.find(name).map(ClassifierModel::digest).orElse("none"));
    reload.refusal(name).ifPresent(reason -> response.withData("refused", reason.getMessage()));
    return response.build();
  }
}
