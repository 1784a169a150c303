package nustream.lensing.physics.recipe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import nustream.lensing.physics.ReferenceCosmology;
import nustream.lensing.physics.SharedTransfers;
import nustream.lensing.physics.background.Cosmology;
import nustream.lensing.physics.field.ConvergenceMap;
import nustream.lensing.physics.field.MapGeometry;
import nustream.lensing.physics.field.Observation;
import nustream.lensing.physics.field.ShapeNoise;
import nustream.lensing.physics.nonlinear.NonlinearModel;
import org.junit.jupiter.api.Test;

class PowerSpectrumBaselineTest {
  private static final Observation SEEN =
      Observation.ideal(new MapGeometry(3.5, 32)).withNoise(new ShapeNoise(30, 0.3));

  private final Spectra spectra = new Spectra(SharedTransfers::ofCosmology);
  private final MapMaker maker = new MapMaker(spectra);

  private static MapSeries series(List<Cosmology> cosmologies) {
    return new MapSeries(cosmologies, 1, SEEN, MapKind.GAUSSIAN, NonlinearModel.HALOFIT, 3);
  }

  /** Gaussian maps hold nothing but power: three standard errors of 1,000 maps are 0.04. */
  @Test
  void reachesTheBoundOfGaussianMaps() {
    Cosmology massive = ReferenceCosmology.massiveNus(0.4);
    double found =
        PowerSpectrumBaseline.accuracy(
            maker, series(List.of(ReferenceCosmology.massiveNus(0), massive)), 1000);
    double bound =
        DetectionBound.againstMassless(spectra, massive, 1, SEEN, NonlinearModel.HALOFIT)
            .accuracy();
    assertEquals(bound, found, 0.04);
  }

  @Test
  void threadsDoNotChangeIt() {
    MapSeries series =
        series(List.of(ReferenceCosmology.massiveNus(0), ReferenceCosmology.massiveNus(0.4)));
    PowerSpectrumBaseline.TrainingMaps maps =
        (label, number) -> maker.make(series.recipe(2L * number + label));
    ConvergenceMap judged = maker.make(series.recipe(9999));
    double[] logits = new double[2];
    for (boolean parallel : new boolean[] {false, true}) {
      logits[parallel ? 1 : 0] =
          new PowerSpectrumBaseline(SEEN.geometry(), SEEN.largestMultipole(), 60, maps, parallel)
              .logit(judged);
    }
    assertEquals(logits[0], logits[1]);
  }

  @Test
  void aSeriesIsOfTwoUniverses() {
    MapSeries one = series(List.of(ReferenceCosmology.massiveNus(0)));
    assertThrows(
        IllegalArgumentException.class, () -> PowerSpectrumBaseline.accuracy(maker, one, 10));
  }
}
