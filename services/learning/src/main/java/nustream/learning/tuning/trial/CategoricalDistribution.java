package nustream.learning.tuning.trial;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

/**
 * One of a few choices without an order.
 *
 * @param choices at least one; each null, a Boolean, an Integer, a Double or a String
 */
public record CategoricalDistribution(List<Object> choices) implements Distribution {
  public CategoricalDistribution {
    if (choices.isEmpty()) {
      throw new IllegalArgumentException("a categorical parameter needs at least one choice");
    }
    for (Object choice : choices) {
      if (!(choice == null
          || choice instanceof Boolean
          || choice instanceof Integer
          || choice instanceof Double
          || choice instanceof String)) {
        throw new IllegalArgumentException(
            "choice " + choice + " of " + choice.getClass() + ", want text, number or boolean");
      }
    }
    choices = Collections.unmodifiableList(new ArrayList<>(choices)); // List.copyOf refuses null
  }

  @Override
  public boolean single() {
    return choices.size() == 1;
  }

  @Override
  public boolean contains(double internal) {
    return internal >= 0 && internal < choices.size() && internal == Math.rint(internal);
  }

  @Override
  public Object external(double internal) {
    return choices.get((int) internal);
  }

  @Override
  public double internal(Object external) {
    for (int i = 0; i < choices.size(); i++) {
      if (same(choices.get(i), external)) {
        return i;
      }
    }
    throw new IllegalArgumentException("value '" + external + "', choices are " + choices);
  }

  // 2 and 2.0 are the same choice, as a journal may have passed through other tools.
  private static boolean same(Object choice, Object value) {
    return choice instanceof Number a && value instanceof Number b
        ? a.doubleValue() == b.doubleValue()
        : Objects.equals(choice, value);
  }
}
