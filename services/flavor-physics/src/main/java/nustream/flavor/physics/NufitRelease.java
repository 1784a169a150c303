package nustream.flavor.physics;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One release of the NuFIT global fit of neutrino oscillation data (nu-fit.org), an explicit input
 * of every computation. The numbers are resources beside this class, one file per release, with
 * their source in the first line.
 *
 * <p>6.1 has intervals for normal ordering only, and the 5.2 and 6.1 fits without SK data have no
 * 1-sigma errors of all five observables in our tables, so those are not offered.
 */
public final class NufitRelease {
  /** Used where nothing else is asked for. */
  public static final String DEFAULT_NAME = "NuFIT-6.0-SK";

  private static final List<String> NAMES =
      List.of("NuFIT-5.2-SK", "NuFIT-5.3-SK", DEFAULT_NAME, "NuFIT-6.0-noSK", "NuFIT-6.1-SK");

  private static final String FOLDER = "nufit/";
  private static final String DELTA = "delta_deg";
  private static final List<NufitRelease> ALL = NAMES.stream().map(NufitRelease::load).toList();

  private final String name;
  private final String source;
  private final Map<Ordering, NufitTable> tables = new EnumMap<>(Ordering.class);

  private NufitRelease(String name, List<String> lines) {
    this.name = name;
    source = lines.get(0).substring(1).strip();
    for (Ordering ordering : Ordering.values()) {
      Map<Cut, Interval> cuts = new EnumMap<>(Cut.class);
      Interval delta = null;
      for (String[] word : words(lines)) {
        if (!word[0].equals(ordering.name())) {
          continue;
        }
        double[] v = numbers(word, 2);
        Interval interval = new Interval(v[0], v[1], v[2], v[3], v[4]);
        if (word[1].equals(DELTA)) {
          delta = interval;
        } else {
          cuts.put(observable(word[1]), interval);
        }
      }
      if (!cuts.isEmpty()) {
        tables.put(
            ordering, new NufitTable(name, ordering, cuts, delta, loadProfiles(name, ordering)));
      }
    }
  }

  /**
   * The release of a name such as "NuFIT-6.0-SK".
   *
   * @throws IllegalArgumentException for an unknown name, listing those that exist
   */
  public static NufitRelease named(String name) {
    for (NufitRelease release : ALL) {
      if (release.name.equals(name)) {
        return release;
      }
    }
    throw new IllegalArgumentException(
        "release = " + name + ", allowed " + String.join(", ", NAMES));
  }

  /** All releases, oldest first. */
  public static List<NufitRelease> all() {
    return ALL;
  }

  /** Name, for example "NuFIT-6.0-SK". */
  public String name() {
    return name;
  }

  /** Where the numbers come from. */
  public String source() {
    return source;
  }

  /** The orderings that have a table. */
  public Set<Ordering> orderings() {
    return Set.copyOf(tables.keySet());
  }

  /**
   * The table of an ordering.
   *
   * @throws IllegalArgumentException if the release does not tabulate it
   */
  public NufitTable table(Ordering ordering) {
    NufitTable table = tables.get(ordering);
    if (table == null) {
      throw new IllegalArgumentException(
          "ordering = " + ordering + " of " + name + ", allowed " + tables.keySet());
    }
    return table;
  }

  @Override
  public String toString() {
    return name;
  }

  private static NufitRelease load(String name) {
    return new NufitRelease(name, lines(name + ".table").orElseThrow());
  }

  private static Optional<ChiSquareProfiles> loadProfiles(String name, Ordering ordering) {
    return lines(name + "." + ordering + ".profiles")
        .map(
            lines -> {
              Map<Cut, List<double[]>> points = new EnumMap<>(Cut.class);
              for (String[] word : words(lines)) {
                points
                    .computeIfAbsent(observable(word[0]), cut -> new ArrayList<>())
                    .add(numbers(word, 1));
              }
              return new ChiSquareProfiles(points);
            });
  }

  private static Optional<List<String>> lines(String file) {
    try (InputStream in = NufitRelease.class.getResourceAsStream(FOLDER + file)) {
      if (in == null) {
        return Optional.empty();
      }
      BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
      return Optional.of(reader.lines().toList());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  private static List<String[]> words(List<String> lines) {
    return lines.stream().filter(l -> !l.startsWith("#")).map(l -> l.split(" ")).toList();
  }

  private static double[] numbers(String[] word, int from) {
    double[] v = new double[word.length - from];
    for (int k = 0; k < v.length; k++) {
      v[k] = Double.parseDouble(word[from + k]);
    }
    return v;
  }

  private static Cut observable(String word) {
    for (Cut cut : Cut.values()) {
      if (cut.word().equals(word)) {
        return cut;
      }
    }
    throw new IllegalArgumentException("observable = " + word);
  }
}
