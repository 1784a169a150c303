package nustream.simulator;

import jakarta.inject.Inject;
import java.util.function.UnaryOperator;
import nustream.lensing.physics.recipe.MapMaker;
import nustream.lensing.v1.Cosmology;
import nustream.lensing.v1.MapSeries;
import nustream.lensing.v1.Nonlinear;
import nustream.lensing.v1.Observation;

/** The booted service on a real broker and a real port, with the real physics. */
abstract class SimulatorFixture {
  @Inject MapMaker maker;

  static MapSeries series(UnaryOperator<MapSeries.Builder> change) {
    return change
        .apply(
            MapSeries.newBuilder()
                .addCosmologies(Cosmology.getDefaultInstance())
                .addCosmologies(Cosmology.newBuilder().setSumMnuEv(0.1))
                .setObservation(Observation.newBuilder().setPixels(32).setGalaxiesPerArcmin2(30))
                .setNonlinear(Nonlinear.NONLINEAR_HALOFIT)
                .setSeed(7))
        .build();
  }

  static MapSeries.Builder observed(
      MapSeries.Builder series, UnaryOperator<Observation.Builder> change) {
    return series.setObservation(change.apply(series.getObservation().toBuilder()));
  }
}
