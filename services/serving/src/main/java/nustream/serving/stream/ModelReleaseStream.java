package nustream.serving.stream;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.concurrent.CompletionStage;
import nustream.messaging.Values;
import nustream.models.v1.ModelRelease;
import nustream.serving.Serving;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/**
 * models.v1: a release makes this replica look at the model store at once. What a name means is
 * what the store says, not the record: an old record read again must not bring back an old model.
 */
@ApplicationScoped
public class ModelReleaseStream {
  private static final Logger LOG = Logger.getLogger(ModelReleaseStream.class);

  private final Serving<?, ?, ?> serving;

  @Inject
  public ModelReleaseStream(Serving<?, ?, ?> serving) {
    this.serving = serving;
  }

  /** Completes when the store was looked at. */
  @Incoming("models")
  public CompletionStage<Void> released(ConsumerRecord<String, byte[]> record) {
    ModelRelease release = Values.decode(record, ModelRelease.class);
    LOG.infof("event=model-announced model=%s digest=%s", release.getName(), release.getDigest());
    return serving.reload().refresh();
  }
}
