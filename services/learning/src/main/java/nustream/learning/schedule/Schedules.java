package nustream.learning.schedule;

/** The text form of learning-rate schedules and the checks of their numbers. */
final class Schedules {
  private static final String FORMS =
      "constant:<rate>, exponential:<initial>,<gamma>,<steps per epoch> or"
          + " cosine:<initial>,<floor>,<total steps>, each optionally followed by +warmup:<steps>";
  private static final String WARMUP = "+warmup:";

  private Schedules() {}

  static LearningRateSchedule parse(String text) {
    try {
      int warmup = text.indexOf(WARMUP);
      if (warmup < 0) {
        return parseShape(text);
      }
      return parseShape(text.substring(0, warmup))
          .withWarmup(steps(text.substring(warmup + WARMUP.length())));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "learning-rate schedule '" + text + "': " + e.getMessage() + "; want " + FORMS, e);
    }
  }

  private static LearningRateSchedule parseShape(String text) {
    int colon = text.indexOf(':');
    if (colon < 0) {
      throw new IllegalArgumentException("no ':' after its kind");
    }
    String kind = text.substring(0, colon).strip();
    String[] numbers = text.substring(colon + 1).split(",", -1);
    return switch (kind) {
      case "constant" -> {
        requireCount(kind, numbers, 1);
        yield LearningRateSchedule.constant(rate(numbers[0]));
      }
      case "exponential" -> {
        requireCount(kind, numbers, 3);
        yield LearningRateSchedule.exponential(
            rate(numbers[0]), rate(numbers[1]), steps(numbers[2]));
      }
      case "cosine" -> {
        requireCount(kind, numbers, 3);
        yield LearningRateSchedule.cosine(rate(numbers[0]), rate(numbers[1]), steps(numbers[2]));
      }
      default -> throw new IllegalArgumentException("kind '" + kind + "' is unknown");
    };
  }

  static void requirePositive(String what, double value) {
    if (!(value > 0 && Double.isFinite(value))) {
      throw new IllegalArgumentException(what + " is " + value + ", want a number > 0");
    }
  }

  static void requireSteps(String what, long value) {
    if (value < 1) {
      throw new IllegalArgumentException(what + " is " + value + ", want at least 1");
    }
  }

  private static void requireCount(String kind, String[] numbers, int count) {
    if (numbers.length != count) {
      throw new IllegalArgumentException(
          kind + " has " + numbers.length + " numbers, want " + count);
    }
  }

  private static double rate(String text) {
    try {
      return Double.parseDouble(text.strip());
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("'" + text + "' is not a number", e);
    }
  }

  private static long steps(String text) {
    try {
      return Long.parseLong(text.strip());
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("'" + text + "' is not a whole number of steps", e);
    }
  }
}
