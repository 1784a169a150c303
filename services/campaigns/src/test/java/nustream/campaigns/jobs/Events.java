package nustream.campaigns.jobs;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.MicroTime;
import io.fabric8.kubernetes.api.model.ObjectReferenceBuilder;

/** What controllers, scheduler and kubelet would write as events: the tests play them. */
public final class Events {
  private Events() {}

  /** As controllers and kubelets write them. */
  public static Event warning(HasMetadata about, String time, String reason, String message) {
    return event(about, reason, message).withLastTimestamp(time).build();
  }

  /** As the scheduler writes them, which counts repetitions in a series. */
  public static Event series(
      HasMetadata about, String first, String last, String reason, String message) {
    return event(about, reason, message)
        .withEventTime(new MicroTime(first))
        .withNewSeries()
        .withCount(2)
        .withLastObservedTime(new MicroTime(last))
        .endSeries()
        .build();
  }

  private static EventBuilder event(HasMetadata about, String reason, String message) {
    return new EventBuilder()
        .withNewMetadata()
        .withName(
            about.getMetadata().getName()
                + "."
                + Integer.toHexString((reason + message).hashCode()))
        .endMetadata()
        .withInvolvedObject(
            new ObjectReferenceBuilder()
                .withKind(about.getKind())
                .withName(about.getMetadata().getName())
                .withUid(about.getMetadata().getUid())
                .build())
        .withType("Warning")
        .withReason(reason)
        .withMessage(message);
  }
}
