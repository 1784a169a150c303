package nustream.results.dashboard;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import nustream.messaging.errors.ErrorWord;
import nustream.messaging.errors.FieldChecks;
import nustream.messaging.errors.NustreamException;
import nustream.results.store.ClassificationFilter;
import nustream.results.store.Column;
import nustream.results.store.SolutionFilter;

/** Parameters of a query; text, as the error for one that is no number is ours. */
final class Params {
  private Params() {}

  static long whole(String name, String text, long unset, long min, long max) {
    if (text == null || text.isEmpty()) {
      return unset;
    }
    return FieldChecks.inRange(name, parsed(name, text, min, max), min, max);
  }

  static Column column(String name, String text) {
    return Optional.ofNullable(text)
        .flatMap(Column::named)
        .orElseThrow(() -> NustreamException.invalid(name, text, "one of " + Column.names()));
  }

  /** A campaign's solutions, up to its last block and of its model where these are given. */
  static SolutionFilter solutions(String campaign, String lastBlock, String digest) {
    return new SolutionFilter(
        Optional.of(FieldChecks.id("id", campaign)),
        digest(digest),
        last("lastBlock", lastBlock),
        Optional.empty(),
        List.of());
  }

  /** A campaign's classifications, likewise. */
  static ClassificationFilter maps(String campaign, String lastBlock, String digest) {
    return new ClassificationFilter(
        Optional.of(FieldChecks.id("id", campaign)), digest(digest), last("lastBlock", lastBlock));
  }

  static NustreamException unknownCampaign(String id, String allowed) {
    return NustreamException.about(ErrorWord.UNKNOWN_CAMPAIGN, "id", id, allowed);
  }

  private static Optional<String> digest(String text) {
    return Optional.ofNullable(text)
        .filter(t -> !t.isEmpty())
        .map(t -> FieldChecks.digest("digest", t));
  }

  private static OptionalLong last(String name, String text) {
    return text == null || text.isEmpty()
        ? OptionalLong.empty()
        : OptionalLong.of(whole(name, text, 0, 0, Long.MAX_VALUE));
  }

  private static long parsed(String name, String text, long min, long max) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw NustreamException.invalid(name, text, "a whole number, " + min + " to " + max);
    }
  }
}
