package nustream.campaigns.jobs;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectReference;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the cluster warned of when it worked on a Job or a pod: the events that say why nothing
 * moves where the object itself does not, as a quota that is used up or a secret that is missing.
 * The cluster keeps them for an hour and repeats them while their cause lasts.
 */
interface Warnings {
  /** Where nobody needs a reason. */
  Warnings NONE = about -> List.of();

  /** The field of an event that tells warnings from the rest, and its value. */
  String TYPE = "type";

  String WARNING = "Warning";

  /**
   * Warnings about this very object, in any order.
   *
   * @param about as the cluster made it, with its uid: one of the same name that was deleted is
   *     another
   */
  List<Event> about(HasMetadata about);

  /** Those of the warnings that are about the object. */
  static List<Event> about(HasMetadata object, Stream<Event> events) {
    String uid = object.getMetadata().getUid();
    return events
        .filter(event -> WARNING.equals(event.getType()))
        .filter(event -> uid != null && uid.equals(subject(event).getUid()))
        .toList();
  }

  /** What the event is about; without any content where it does not say. */
  static ObjectReference subject(Event event) {
    return event.getInvolvedObject() == null ? new ObjectReference() : event.getInvolvedObject();
  }

  /** The newest in a sentence, for example "FailedMount: secret "kafka-training" not found". */
  static Optional<String> newest(Stream<Event> events) {
    return events
        .max(Comparator.comparing(Warnings::time).thenComparing(Warnings::sentence))
        .map(Warnings::sentence);
  }

  /**
   * When it happened last. Controllers write one of two kinds of events, each with fields of its
   * own, and count repetitions in either.
   */
  static Instant time(Event event) {
    return Stream.of(
            event.getSeries() == null || event.getSeries().getLastObservedTime() == null
                ? null
                : event.getSeries().getLastObservedTime().getTime(),
            event.getEventTime() == null ? null : event.getEventTime().getTime(),
            event.getLastTimestamp(),
            event.getMetadata().getCreationTimestamp())
        .filter(Objects::nonNull)
        .map(Warnings::instant)
        .max(Comparator.naturalOrder())
        .orElse(Instant.EPOCH);
  }

  private static Instant instant(String time) {
    try {
      return Instant.parse(time);
    } catch (DateTimeException e) {
      return Instant.EPOCH;
    }
  }

  private static String sentence(Event event) {
    return Stream.of(event.getReason(), event.getMessage())
        .filter(Objects::nonNull)
        .reduce((reason, message) -> reason + ": " + message.strip())
        .orElse("");
  }
}
