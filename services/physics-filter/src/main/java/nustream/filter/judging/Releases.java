package nustream.filter.judging;

import nustream.flavor.physics.NufitRelease;
import nustream.flavor.physics.NufitTable;
import nustream.flavor.v1.Ordering;
import nustream.messaging.errors.ErrorWord;
import nustream.messaging.errors.FieldChecks;
import nustream.messaging.errors.NustreamException;

/** From the names in messages to tables; the one place where the two kinds of ordering meet. */
public final class Releases {
  private Releases() {}

  /**
   * The table of a release and an ordering.
   *
   * @param path of the message that holds both fields, ending in a dot, or empty
   * @throws NustreamException {@link ErrorWord#UNKNOWN_RELEASE}, or {@link ErrorWord#INVALID_FIELD}
   *     for an ordering that is not set or that the release does not tabulate
   */
  public static NufitTable table(String path, String release, Ordering ordering) {
    var wanted = ordering(path, ordering);
    for (NufitRelease known : NufitRelease.all()) {
      if (known.name().equals(release)) {
        FieldChecks.oneOf(path + "ordering of " + release, wanted, known.orderings());
        return known.table(wanted);
      }
    }
    throw NustreamException.about(
        ErrorWord.UNKNOWN_RELEASE,
        path + "release",
        release,
        "one of " + NufitRelease.all().stream().map(NufitRelease::name).toList());
  }

  private static nustream.flavor.physics.Ordering ordering(String path, Ordering ordering) {
    FieldChecks.chosen(path + "ordering", ordering);
    return ordering == Ordering.ORDERING_INVERTED
        ? nustream.flavor.physics.Ordering.IO
        : nustream.flavor.physics.Ordering.NO;
  }
}
