package nustream.results.dashboard;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import nustream.lensing.messages.ObservationMessages;
import nustream.lensing.physics.field.MapGeometry;
import nustream.lensing.physics.field.Observation;
import nustream.lensing.physics.field.ShapeNoise;
import nustream.lensing.v1.Cosmology;
import nustream.lensing.v1.MapSeries;
import nustream.lensing.v1.MapSimulatorGrpc;
import nustream.lensing.v1.PowerSpectrumRequest;

/**
 * Spectra of the convergence of the universes of a campaign, over the scales that its maps have.
 */
@ApplicationScoped
class Spectra {
  private static final int POINTS = 101;
  private static final double HIGHEST_MULTIPOLE = 100_000;

  /** A view takes 5 KB. */
  private static final int KEPT = 50;

  private final Peers peers;
  private final Shared<MapSeries, View> known = new Shared<>(KEPT);

  @Inject
  Spectra(Peers peers) {
    this.peers = peers;
  }

  /**
   * The spectra.
   *
   * @param multipoles from the fundamental of the map to beyond its pixels
   * @param classes one per universe
   * @param noise C_l of the shape noise, sr; absent without
   * @param fundamental smallest multipole of the map
   * @param largest largest multipole along the axes, or where modes are cut
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record View(
      double[] multipoles,
      List<Spectrum> classes,
      Double noise,
      double fundamental,
      double largest) {}

  /** C_l of the convergence, sr, of a universe. */
  record Spectrum(double sumMnuEv, List<Double> cl) {}

  View of(MapSeries series) {
    return known.get(series, () -> computed(series));
  }

  private View computed(MapSeries series) {
    Observation seen = ObservationMessages.of("observation", series.getObservation());
    MapGeometry geometry = seen.geometry();
    double fundamental = geometry.fundamental();
    double largest = largest(seen);
    double end = Math.min(HIGHEST_MULTIPOLE, 2 * geometry.nyquist());
    double[] multipoles = new double[POINTS];
    for (int i = 0; i < POINTS; i++) {
      multipoles[i] = fundamental * Math.pow(end / fundamental, (double) i / (POINTS - 1));
    }
    List<Spectrum> classes = new ArrayList<>();
    for (Cosmology cosmology : series.getCosmologiesList()) {
      classes.add(new Spectrum(cosmology.getSumMnuEv(), spectrum(series, cosmology, multipoles)));
    }
    return new View(
        multipoles,
        classes,
        seen.noise().map(ShapeNoise::power).orElse(null),
        fundamental,
        largest);
  }

  /** The smallest scale of a map, as a multipole. */
  static double largest(Observation seen) {
    return Math.min(seen.largestMultipole(), seen.geometry().nyquist());
  }

  private List<Double> spectrum(MapSeries series, Cosmology cosmology, double[] multipoles) {
    PowerSpectrumRequest.Builder request =
        PowerSpectrumRequest.newBuilder()
            .setCosmology(cosmology)
            .setSourceRedshift(series.getObservation().getSourceRedshift())
            .setNonlinear(series.getNonlinear());
    Arrays.stream(multipoles).map(l -> Math.max(1, l)).forEach(request::addMultipoles);
    return peers
        .compute(
            Peer.SIMULATOR,
            MapSimulatorGrpc::newBlockingStub,
            stub -> stub.powerSpectrum(request.build()))
        .getClList();
  }
}
