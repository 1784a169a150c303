package nustream.lensing.physics.recipe;

import nustream.lensing.physics.background.Cosmology;
import nustream.lensing.physics.bound.GaussianBound;
import nustream.lensing.physics.bound.TwoClassModes;
import nustream.lensing.physics.field.Observation;
import nustream.lensing.physics.limber.AngularSpectrum;
import nustream.lensing.physics.limber.Sources;
import nustream.lensing.physics.nonlinear.NonlinearModel;

/**
 * The best classification of Gaussian maps of two universes as one observation sees them. Smoothing
 * can be undone, so that it takes nothing away; a margin is left out, the modes being those of the
 * periodic map.
 */
public final class DetectionBound {
  private DetectionBound() {}

  /** Of a universe against the same one with massless neutrinos, its amplitude held as given. */
  public static GaussianBound againstMassless(
      Spectra spectra,
      Cosmology massive,
      double sourceRedshift,
      Observation observation,
      NonlinearModel nonlinear) {
    return between(
        spectra, massive.withSumMassesEv(0), massive, sourceRedshift, observation, nonlinear);
  }

  /** Of any two universes. */
  public static GaussianBound between(
      Spectra spectra,
      Cosmology first,
      Cosmology second,
      double sourceRedshift,
      Observation observation,
      NonlinearModel nonlinear) {
    Sources sources = Sources.plane(sourceRedshift);
    AngularSpectrum one = spectra.of(first, sources, nonlinear);
    AngularSpectrum two = spectra.of(second, sources, nonlinear);
    return GaussianBound.of(
        TwoClassModes.of(
            observation.geometry(), one, two, observation.noise(), observation.largestMultipole()));
  }
}
