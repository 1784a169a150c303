package nustream.local.deadletters;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import nustream.contracts.Topic;
import nustream.local.Terminal;
import nustream.local.UserError;
import nustream.local.options.JsonOption;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Sends dead letters to their topic again. */
@Command(
    name = "replay",
    mixinStandardHelpOptions = true,
    description = {
      "Sends dead letters to the topic that they came from, with their key and bytes and a header"
          + " replay-of that names the letter.",
      "What was sent is remembered in a topic, in the same transaction: a letter is not sent a"
          + " second time unless --again is given. A record that became a dead letter once more is"
          + " left out of --all, too.",
      "A campaign that has counted a letter as failed does not wait for it."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  nustream dead-letters replay --topic flavor.candidates.v1 --all",
      "  nustream dead-letters replay --topic lensing.maps.v1 --partition 0 --offset 12",
      "  nustream dead-letters replay --topic lensing.maps.v1 --offset 12 --again --json"
    })
final class ReplayCommand implements Callable<Integer> {
  @Option(
      names = "--topic",
      paramLabel = "T",
      required = true,
      description = "Topic that the letters came from, for example flavor.candidates.v1.")
  String topic;

  @ArgGroup(exclusive = true, multiplicity = "1")
  Selection selection;

  @Option(
      names = "--again",
      description = "Also letters that were sent again before, and records that fell again.")
  boolean again;

  @Mixin BrokerOptions broker;
  @Mixin JsonOption json;

  private final Terminal terminal;

  ReplayCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    selection.check();
    Topic replayed = LetterTopics.named(topic);
    Map<String, Object> settings = broker.settings(terminal);
    Resending.Tally tally =
        LetterTopics.asked(
            settings.get("bootstrap.servers"),
            () -> {
              try (var resending = new Resending(settings, replayed, again)) {
                return resending.run(selection::contains);
              }
            });
    if (!selection.all && tally.sent() == 0) {
      throw new UserError(refusal(replayed, tally));
    }
    var answer = new LinkedHashMap<String, Object>();
    answer.put("topic", replayed.name());
    answer.put("replayed", tally.sent());
    answer.put("replayed_before", tally.sentBefore());
    answer.put("fell_again", tally.fellAgain());
    json.print(
        terminal,
        answer,
        () ->
            terminal
                .out()
                .printf(
                    "%d sent to %s again, %d left out that were sent before, %d that fell again%n",
                    tally.sent(), replayed.name(), tally.sentBefore(), tally.fellAgain()));
    return ExitCode.OK;
  }

  private String refusal(Topic replayed, Resending.Tally tally) {
    String letter =
        "%s partition %d offset %d"
            .formatted(replayed.deadLetters(), selection.one.partition, selection.one.offset);
    return tally.sentBefore() > 0
        ? letter + " was sent again before; --again sends it once more"
        : "there is no dead letter at " + letter + "; `dead-letters list` shows those there are";
  }
}
