package nustream.local.deadletters;

import java.util.List;
import java.util.function.Supplier;
import nustream.contracts.Topic;
import nustream.contracts.Topics;
import nustream.local.UserError;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;

/** The topics that have dead letters. */
final class LetterTopics {
  private static final String ENDING = ".dlq";

  private LetterTopics() {}

  /**
   * The topic of a name, with or without the ending of its dead letters.
   *
   * @throws UserError naming those there are
   */
  static Topic named(String name) {
    String own = name.endsWith(ENDING) ? name.substring(0, name.length() - ENDING.length()) : name;
    return all().stream()
        .filter(topic -> topic.name().equals(own))
        .findFirst()
        .orElseThrow(
            () ->
                new UserError(
                    "--topic "
                        + name
                        + ": there is no such topic; one of "
                        + String.join(", ", all().stream().map(Topic::name).toList())));
  }

  /** All that records are processed from; of replays nothing becomes a dead letter. */
  static List<Topic> all() {
    return Topics.all().stream().filter(topic -> !topic.name().equals(Topics.REPLAYS)).toList();
  }

  /** What the broker refuses, or does not answer, is something the user can put right. */
  static <T> T asked(Object broker, Supplier<T> question) {
    try {
      return question.get();
    } catch (AuthorizationException | AuthenticationException e) {
      throw new UserError(
          "the broker at "
              + broker
              + " refuses: "
              + e.getMessage()
              + "; see --broker-config, and the rights of its user",
          e);
    } catch (KafkaException e) {
      throw new UserError("the broker at " + broker + " did not answer: " + whole(e), e);
    }
  }

  /** With what lies beneath: a file that is not there is named only there. */
  private static String whole(Throwable e) {
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root == e ? e.getMessage() : e.getMessage() + " (" + root.getMessage() + ")";
  }
}
