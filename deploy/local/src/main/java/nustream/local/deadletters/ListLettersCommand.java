package nustream.local.deadletters;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import nustream.contracts.Topic;
import nustream.local.Terminal;
import nustream.local.UserError;
import nustream.local.options.JsonOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows dead letters. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = {
      "Lists dead letters with the reason of each, newest first.",
      "A letter is a record that could not be processed: it keeps key, bytes and headers, and says"
          + " where it came from."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  nustream dead-letters list",
      "  nustream dead-letters list --topic flavor.candidates.v1 --limit 5",
      "  nustream dead-letters list --broker kafka.example.org:9092 --json"
    })
final class ListLettersCommand implements Callable<Integer> {
  private static final int MOST = 10_000;

  /** Offsets per letter: a letter of a transaction is followed by a mark of its commit. */
  private static final long OFFSETS_PER_LETTER = 4;

  private static final int SHOWN_CHARACTERS = 160;

  @Option(
      names = "--topic",
      paramLabel = "T",
      description = "Only letters of this topic, for example flavor.candidates.v1 (default: all).")
  String topic;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "20",
      description = "At most so many of each topic, 1 to 10,000 (default: ${DEFAULT-VALUE}).")
  int limit;

  @Mixin BrokerOptions broker;
  @Mixin JsonOption json;

  private final Terminal terminal;

  ListLettersCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    if (limit < 1 || limit > MOST) {
      throw new UserError("--limit " + limit + " is not allowed: from 1 to " + MOST);
    }
    List<Topic> topics = topic == null ? LetterTopics.all() : List.of(LetterTopics.named(topic));
    Map<String, Object> settings = broker.settings(terminal);
    List<Letter> letters =
        LetterTopics.asked(settings.get("bootstrap.servers"), () -> read(settings, topics));
    json.print(terminal, Map.of("dead_letters", letters), () -> print(letters));
    return ExitCode.OK;
  }

  private List<Letter> read(Map<String, Object> settings, List<Topic> topics) {
    var letters = new ArrayList<Letter>();
    try (var reader = new TopicReader(settings)) {
      Replays replays = Replays.read(reader);
      for (Topic read : topics) {
        Deque<Letter> newest = new ArrayDeque<>();
        reader.forEach(
            read.deadLetters(),
            OFFSETS_PER_LETTER * limit,
            record -> keep(newest, Letter.of(read.name(), record, replays)));
        letters.addAll(newest);
      }
    }
    letters.sort(
        Comparator.comparing((Letter letter) -> Instant.parse(letter.time()))
            .thenComparing(Letter::offset)
            .reversed());
    return letters;
  }

  private void keep(Deque<Letter> newest, Letter letter) {
    newest.addLast(letter);
    if (newest.size() > limit) {
      newest.removeFirst();
    }
  }

  private void print(List<Letter> letters) {
    if (letters.isEmpty()) {
      terminal.out().println("no dead letters");
    }
    for (Letter letter : letters) {
      terminal
          .out()
          .printf(
              "%s  %s.dlq partition %d offset %d  key %s  %s%s%n    %s%n",
              letter.time(),
              letter.topic(),
              letter.partition(),
              letter.offset(),
              letter.key(),
              letter.reason(),
              letter.replayedAt() == null ? "" : "  (sent again at " + letter.replayedAt() + ")",
              shown(letter));
    }
  }

  private static String shown(Letter letter) {
    String text = String.valueOf(letter.message());
    String cut =
        text.length() <= SHOWN_CHARACTERS ? text : text.substring(0, SHOWN_CHARACTERS) + " ...";
    return letter.replayOf() == null ? cut : cut + " [was " + letter.replayOf() + "]";
  }
}
