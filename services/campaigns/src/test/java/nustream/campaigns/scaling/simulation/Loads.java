package nustream.campaigns.scaling.simulation;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import nustream.campaigns.scaling.cost.Shape;
import nustream.campaigns.scaling.cost.Work;

/** The loads that scalers are compared on. Times scatter by 10 %, from a fixed seed. */
final class Loads {
  /** Enough that 16 replicas share them within a few percent. */
  static final int PARTITIONS = 48;

  private static final String RECORDED = "/nustream/campaigns/scaling/recorded-blocks.csv";
  private static final double SCATTER = 0.1;
  private static final Shape PLAIN = new Shape("plain", 1);

  /** Ten times the work by the numbers, and forty times the time: to be learnt. */
  private static final Shape DEAR = new Shape("dear", 10);

  private final Random random = new Random(1);
  private final List<Piece> pieces = new ArrayList<>();

  private Loads() {}

  static List<Load> all() {
    return List.of(step(), burst(), mixed(), slow(), slowByShape(), recorded());
  }

  /** Ten minutes of work at once, after nothing. */
  static Load step() {
    return new Loads().at(60, 600, PLAIN, 1).named("step");
  }

  /** Three bursts, with time to scale to zero in between. */
  static Load burst() {
    return new Loads()
        .at(60, 400, PLAIN, 1)
        .at(1_260, 800, PLAIN, 1)
        .at(2_460, 200, PLAIN, 1)
        .named("burst");
  }

  /** Many cheap pieces, a few dear ones, both: five to ten minutes of work each time. */
  static Load mixed() {
    return new Loads()
        .at(60, 3_000, PLAIN, 0.1)
        .at(1_260, 150, DEAR, 4)
        .at(2_460, 1_500, PLAIN, 0.1)
        .at(2_460, 75, DEAR, 4)
        .named("mixed costs");
  }

  /** A trickle, and one piece that takes seven minutes though it looks like all others. */
  static Load slow() {
    Loads loads = new Loads().trickle();
    loads.pieces.add(new Piece(300, 7, new Work("", PLAIN, 1), 420));
    return loads.named("one slow item");
  }

  /** The same where the shape of the slow piece says so: another was measured before. */
  static Load slowByShape() {
    Loads loads = new Loads().at(60, 1, DEAR, 420).trickle();
    loads.pieces.add(new Piece(1_200, 7, new Work("", DEAR, 1), 420));
    return loads.named("slow by shape");
  }

  /**
   * Three orders with the recorded costs of blocks, one after the other as often as it takes: 400
   * blocks in 80 steps, as many in 20 steps, 100 in 160 steps.
   */
  static Load recorded() {
    Map<Integer, List<Double>> costs = recordedCosts();
    Loads loads = new Loads();
    loads.order(60, 400, 80, costs);
    loads.order(1_260, 400, 20, costs);
    loads.order(2_460, 100, 160, costs);
    return loads.named("recorded");
  }

  private void order(double second, int blocks, int steps, Map<Integer, List<Double>> costs) {
    Shape shape = new Shape(steps + " steps", steps / 80.0);
    List<Double> recorded = costs.get(steps);
    for (int i = 0; i < blocks; i++) {
      pieces.add(
          new Piece(
              second, i % PARTITIONS, new Work("", shape, 1), recorded.get(i % recorded.size())));
    }
  }

  /** Seconds of blocks, by denoising steps. */
  private static Map<Integer, List<Double>> recordedCosts() {
    Map<Integer, List<Double>> costs = new TreeMap<>();
    try (var in =
        new BufferedReader(
            new InputStreamReader(
                Loads.class.getResourceAsStream(RECORDED), StandardCharsets.UTF_8))) {
      in.lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split(",", -1))
          .forEach(
              cells ->
                  costs
                      .computeIfAbsent(Integer.parseInt(cells[0]), none -> new ArrayList<>())
                      .add(Double.parseDouble(cells[1])));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return costs;
  }

  private Loads trickle() {
    for (int second = 60; second < 1_860; second += 10) {
      at(second, 1, PLAIN, 1);
    }
    return this;
  }

  /** So many pieces at once, one after the other to the next partition. */
  private Loads at(double second, int count, Shape shape, double seconds) {
    for (int i = 0; i < count; i++) {
      double scattered = seconds * Math.max(0.5, 1 + SCATTER * random.nextGaussian());
      pieces.add(new Piece(second, pieces.size() % PARTITIONS, new Work("", shape, 1), scattered));
    }
    return this;
  }

  private Load named(String name) {
    return new Load(name, pieces);
  }
}
