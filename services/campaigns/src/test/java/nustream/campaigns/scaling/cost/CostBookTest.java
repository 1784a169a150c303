package nustream.campaigns.scaling.cost;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import nustream.campaigns.scaling.cost.Measurement.Place;
import org.junit.jupiter.api.Test;

class CostBookTest {
  private static final double EXACT = 1e-12;
  private static final Shape SMALL = new Shape("small", 1);
  private static final Shape LARGE = new Shape("large", 4);
  private static final String OLD = "sha256:old";
  private static final String NEW = "sha256:new";

  private final CostBook costs = new CostBook(0.5, 4);
  private long offset;

  private void measure(String asked, String digest, Shape shape, long items, double seconds) {
    costs.add(measurement(0, offset++, asked, digest, shape, items, seconds));
  }

  private static Measurement measurement(
      int partition,
      long offset,
      String asked,
      String digest,
      Shape shape,
      long items,
      double seconds) {
    Place place = new Place(partition, offset, 1000 + offset);
    return new Measurement(place, new Work(asked, shape, items), digest, seconds);
  }

  private double cost(String model, Shape shape) {
    return costs.seconds(new Work(model, shape, 1));
  }

  @Test
  void beforeTheFirstMeasurementTheConfiguredCostStands() {
    assertEquals(0.5, cost("", SMALL), EXACT);
    assertEquals(2, cost("", LARGE), EXACT);
    assertEquals(10, costs.seconds(new Work("", SMALL, 20)), EXACT);
    assertEquals(0.5, costs.secondsPerItem(), EXACT);
  }

  @Test
  void aCostIsTheMeanOfTheNewestWeightedBySize() {
    measure("", OLD, SMALL, 1, 100);
    measure("", OLD, SMALL, 10, 1);
    measure("", OLD, SMALL, 10, 1);
    measure("", OLD, SMALL, 10, 1);
    measure("", OLD, SMALL, 20, 7);
    // The first of the five is forgotten: 10 seconds for 50 items.
    assertEquals(0.2, cost("", SMALL), EXACT);
    assertEquals(0.2, costs.secondsPerItem(), EXACT);
  }

  @Test
  void whatHungOnceCountsAsFourTimesTheMedian() {
    measure("", OLD, SMALL, 1, 1);
    measure("", OLD, SMALL, 1, 1);
    measure("", OLD, SMALL, 1, 400);
    measure("", OLD, SMALL, 1, 1);
    assertEquals((3 + 4) / 4.0, cost("", SMALL), EXACT);
    // What is shown is what was.
    assertEquals(403 / 4.0, costs.secondsPerItem(), EXACT);
  }

  @Test
  void modelsAndShapesHaveCostsOfTheirOwn() {
    measure(OLD, OLD, SMALL, 1, 1);
    measure(OLD, OLD, LARGE, 1, 3);
    measure(NEW, NEW, SMALL, 1, 0.25);
    assertEquals(1, cost(OLD, SMALL), EXACT);
    assertEquals(3, cost(OLD, LARGE), EXACT);
    assertEquals(0.25, cost(NEW, SMALL), EXACT);
  }

  @Test
  void aNameMeansTheModelThatAnsweredItLast() {
    measure("", OLD, SMALL, 1, 1);
    measure(OLD, OLD, SMALL, 1, 1);
    measure("", NEW, SMALL, 1, 0.25);
    assertEquals(0.25, cost("", SMALL), EXACT);
    assertEquals(1, cost(OLD, SMALL), EXACT);
  }

  @Test
  void whatWasNotMeasuredCostsWhatIsNearest() {
    measure("", OLD, SMALL, 1, 1);
    // The same shape with another model; the same model with another shape, four times the work.
    assertEquals(1, cost("sha256:unseen", SMALL), EXACT);
    assertEquals(4, cost("", LARGE), EXACT);
    assertEquals(4, cost("sha256:unseen", LARGE), EXACT);
  }

  @Test
  void whatFallsOutOfTheWindowIsForgotten() {
    measure("", OLD, SMALL, 1, 1);
    measure("", OLD, SMALL, 1, 3);
    costs.forgetBefore(0, 1);
    assertEquals(3, cost("", SMALL), EXACT);
    costs.forgetBefore(1, Long.MAX_VALUE);
    assertEquals(3, cost("", SMALL), EXACT);
    costs.forgetBefore(0, Long.MAX_VALUE);
    assertEquals(0.5, cost("", SMALL), EXACT);
  }

  /**
   * One replica has followed the topic for long, the other begins with the window: to the last bit
   * the same.
   */
  @Test
  void replicasAgreeWheneverTheyBegan() {
    Random random = new Random(3);
    int window = 50;
    long[] ends = new long[3];
    List<Measurement> written = new ArrayList<>();
    CostBook longLived = new CostBook(0.5, 16);
    for (int i = 0; i < 2_000; i++) {
      // Partition 2 hears nothing in the second half.
      int partition = random.nextInt(i < 1_000 ? 3 : 2);
      Place place = new Place(partition, ends[partition]++, i / 3);
      Shape shape = random.nextInt(10) == 0 ? LARGE : SMALL;
      String digest = random.nextInt(5) == 0 ? OLD : NEW;
      var measurement =
          new Measurement(
              place, new Work("", shape, 1 + random.nextInt(9)), digest, random.nextDouble());
      written.add(measurement);
      longLived.add(measurement);
      longLived.forgetBefore(partition, ends[partition] - window);
    }
    CostBook fresh = new CostBook(0.5, 16);
    // Partition by partition, as a reader that catches up gets them.
    for (int partition = 0; partition < 3; partition++) {
      for (Measurement measurement : written) {
        Place place = measurement.place();
        if (place.partition() == partition && place.offset() >= ends[partition] - window) {
          fresh.add(measurement);
        }
      }
    }
    for (String model : List.of("", OLD, NEW, "sha256:unseen")) {
      for (Shape shape : List.of(SMALL, LARGE, new Shape("huge", 100))) {
        Work work = new Work(model, shape, 7);
        assertEquals(longLived.seconds(work), fresh.seconds(work), 0.0, work::toString);
      }
    }
    assertEquals(longLived.secondsPerItem(), fresh.secondsPerItem(), 0.0);
  }

  @Test
  void aForecastIsPredictedOverActual() {
    Forecast forecast = new Forecast();
    assertTrue(Double.isNaN(forecast.ratio()));
    forecast.add(2, 1);
    assertEquals(2, forecast.ratio(), EXACT);
    for (int i = 0; i < 5_000; i++) {
      forecast.add(0.9, 1);
    }
    // What was long ago has no weight left.
    assertEquals(0.9, forecast.ratio(), 1e-6);
  }

  @Test
  void costsThatAreNoneAreRefused() {
    assertRefused("prior seconds per unit = 0.0", () -> new CostBook(0, 1));
    assertRefused("averaged over 0", () -> new CostBook(1, 0));
    assertRefused("units of 'x' are NaN", () -> new Shape("x", Double.NaN));
    assertRefused("items = -1", () -> new Work("", SMALL, -1));
    assertRefused("seconds = -1.0", () -> measurement(0, 0, "", OLD, SMALL, 1, -1));
    assertRefused("items = 0", () -> measurement(0, 0, "", OLD, SMALL, 0, 1));
  }

  private static void assertRefused(String part, Runnable made) {
    var e = assertThrows(IllegalArgumentException.class, made::run);
    assertTrue(e.getMessage().contains(part), e::getMessage);
  }
}
