package nustream.learning.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LearningRateScheduleTest {
  // A few roundings of a double.
  private static final double RELATIVE = 1e-14;

  @ParameterizedTest
  @CsvSource({
    // By hand: 1e-3 * 0.95^k; 0.95^2 = 0.9025.
    "'exponential:1e-3,0.95,500', 0, 1e-3",
    "'exponential:1e-3,0.95,500', 499, 1e-3",
    "'exponential:1e-3,0.95,500', 500, 9.5e-4",
    "'exponential:1e-3,0.95,500', 1499, 9.025e-4",
    "'exponential:1,0.5,1', 10, 9.765625e-4",
    // By hand: halfway is the mean of both ends; a third is cos 60 degrees = 1/2, so 3/4 of the way
    // up.
    "'cosine:3e-3,1e-3,30', 0, 3e-3",
    "'cosine:3e-3,1e-3,30', 10, 2.5e-3",
    "'cosine:3e-3,1e-3,30', 15, 2e-3",
    "'cosine:3e-3,1e-3,30', 30, 1e-3",
    "'cosine:3e-3,1e-3,30', 1000, 1e-3",
    "'constant:2e-4', 123456, 2e-4",
    "'constant:1+warmup:4', 0, 0.25",
    "'constant:1+warmup:4', 2, 0.75",
    "'constant:1+warmup:4', 3, 1",
    "'constant:1+warmup:4', 4, 1",
    "'exponential: 1 , 0.5 , 2 +warmup: 4', 2, 0.375",
  })
  void rateOfAStep(String text, long step, double expected) {
    assertEquals(expected, LearningRateSchedule.parse(text).at(step), expected * RELATIVE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "linear:1           | kind 'linear' is unknown",
        "1e-3               | no ':' after its kind",
        "constant:fast      | 'fast' is not a number",
        "constant:0         | rate is 0.0, want a number > 0",
        "constant:Infinity  | rate is Infinity",
        "exponential:1,0.5  | exponential has 2 numbers, want 3",
        "exponential:1,2,5  | gamma is 2.0, want 0 < gamma <= 1",
        "exponential:1,.5,0 | steps per epoch is 0, want at least 1",
        "cosine:1,2,5       | floor is 2.0, want 0 to the initial rate 1.0",
        "cosine:1,.5,x      | 'x' is not a whole number of steps",
        "constant:1+warmup:-1 | warm-up is -1 steps, want at least 0",
      })
  void aBadTextIsRefusedWithItsFaultAndTheForms(String text, String fault) {
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> LearningRateSchedule.parse(text));
    assertTrue(refused.getMessage().contains("'" + text + "'"), refused.getMessage());
    assertTrue(refused.getMessage().contains(fault), refused.getMessage());
    assertTrue(refused.getMessage().contains("cosine:<initial>,<floor>"), refused.getMessage());
  }

  @Test
  void theCosineNeverRises() {
    LearningRateSchedule cosine = LearningRateSchedule.cosine(1e-3, 1e-5, 200);
    for (long step = 1; step < 300; step++) {
      assertTrue(cosine.at(step) <= cosine.at(step - 1), "step " + step);
    }
  }
}
