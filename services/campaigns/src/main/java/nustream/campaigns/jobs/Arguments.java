package nustream.campaigns.jobs;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import nustream.campaigns.v1.TrainingArgument;
import nustream.campaigns.v1.TrainingCommand;
import nustream.campaigns.v1.TrainingService;
import nustream.campaigns.v1.TrainingSpec;

/** A spec as the words of a command line. */
final class Arguments {
  /** Where the volumes are in the container. */
  static final String WORK = "/work";

  static final String MODELS = "/models";
  static final String TRANSFERS = "/transfers";

  private Arguments() {}

  /**
   * The command and its options.
   *
   * @param broker where the release is announced
   */
  static List<String> words(TrainingSpec spec, String broker) {
    List<String> words = new ArrayList<>();
    words.add(TrainingWords.of(spec.getCommand()));
    words.add("--out=" + WORK);
    if (spec.getCommand() != TrainingCommand.TRAINING_COMMAND_TUNE) {
      words.add("--name=" + spec.getModel());
      words.add("--store=" + MODELS);
      words.add("--announce=" + broker);
    }
    if (spec.getService() == TrainingService.TRAINING_SERVICE_CNN_CLASSIFIER) {
      words.add("--cache=" + TRANSFERS);
    }
    words.addAll(options(spec));
    return words;
  }

  /** The arguments of the caller alone, one word each: a value never becomes an option. */
  static List<String> options(TrainingSpec spec) {
    return spec.getArgumentsList().stream()
        .map(
            argument ->
                switch (argument.getValueCase()) {
                  case FLAG -> "--" + argument.getName();
                  default -> "--" + argument.getName() + "=" + value(argument);
                })
        .toList();
  }

  /** The value as it is typed. */
  static String value(TrainingArgument argument) {
    return switch (argument.getValueCase()) {
      case INTEGER -> Long.toString(argument.getInteger());
      case NUMBER -> number(argument.getNumber());
      case TEXT -> argument.getText();
      case FLAG -> Boolean.toString(argument.getFlag());
      case VALUE_NOT_SET -> "nothing";
    };
  }

  /** 2 and 2.0 are the same number, and must be the same training. */
  private static String number(double value) {
    return Double.isFinite(value)
        ? new BigDecimal(Double.toString(value)).stripTrailingZeros().toPlainString()
        : Double.toString(value);
  }
}
