package nustream.local.lensing;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import nustream.arrays.NpzReader;

/**
 * Columns of an exported file of classifications of two universes.
 *
 * @param labels 1 for massive neutrinos
 * @param logits log odds of massive against massless neutrinos
 * @param massesEv estimated sums of the masses
 * @param trueMassesEv those that the maps were made with
 * @param generatorVersion of the maps
 */
record MapColumns(
    long[] labels,
    double[] logits,
    double[] massesEv,
    double[] trueMassesEv,
    long generatorVersion) {

  static MapColumns read(Path npz) throws IOException {
    try (var file = new NpzReader(npz)) {
      return new MapColumns(
          file.longs("label"),
          file.doubles("logit"),
          file.doubles("mnu_eV"),
          file.doubles("true_mnu_eV"),
          Arrays.stream(file.longs("generator_version")).max().orElse(0));
    }
  }

  int maps() {
    return labels.length;
  }

  /** The numbers of the maps of one class. */
  double[] ofClass(double[] values, int label) {
    return IntStream.range(0, values.length)
        .filter(i -> labels[i] == label)
        .mapToDouble(i -> values[i])
        .toArray();
  }
}
