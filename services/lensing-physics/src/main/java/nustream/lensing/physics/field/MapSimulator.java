package nustream.lensing.physics.field;

import java.util.Optional;
import nustream.lensing.physics.limber.AngularSpectrum;

/**
 * Makes maps of one spectrum as one observation sees them. A map is a pure function of (spectrum,
 * observation, kind, shift, seed, index) and of {@link #GENERATOR_VERSION}; maps of two spectra
 * with the same seed and index have the same phases and the same noise. Owned by one thread.
 */
public final class MapSimulator {
  /** To be raised whenever the same recipe gives other pixels. */
  public static final int GENERATOR_VERSION = 1;

  private static final long SIGNAL = 1;

  private final Observer observer;
  private final SignalField signal;
  private final HartleyTransform transform;
  private final double[] signalFilter;
  private final double[] work;

  /**
   * @param spectrum of the noiseless convergence
   * @param shift of a lognormal field, see {@link LognormalShift}; ignored for a Gaussian one
   */
  public MapSimulator(
      AngularSpectrum spectrum, FieldKind kind, double shift, Observation observation) {
    this(spectrum, kind, shift, observation, Optional.empty());
  }

  /**
   * @param scaledTo if present, the modes of the noiseless field are multiplied by the square root
   *     of this spectrum over its own, which takes the two-point information out of a comparison
   */
  public MapSimulator(
      AngularSpectrum spectrum,
      FieldKind kind,
      double shift,
      Observation observation,
      Optional<AngularSpectrum> scaledTo) {
    MapGeometry field = observation.geometry().enlarged(observation.margin());
    signal = SignalField.of(kind, field, spectrum, shift);
    transform = new HartleyTransform(field.pixels());
    work = new double[field.size()];
    signalFilter =
        scaledTo
            .map(to -> ModeGrid.of(field, l -> Math.sqrt(to.at(l) / spectrum.at(l)), 1))
            .orElse(null);
    observer = new Observer(observation, transform);
  }

  /** The map of a seed and an index. */
  public ConvergenceMap simulate(long seed, long index) {
    signal.draw(new CounterNoise(seed, SIGNAL, index), transform, work);
    if (signalFilter != null) {
      filter(signalFilter);
    }
    return observer.observe(work, seed, index);
  }

  private void filter(double[] factors) {
    transform.forward(work);
    for (int i = 0; i < work.length; i++) {
      work[i] *= factors[i];
    }
    transform.inverse(work);
  }
}
