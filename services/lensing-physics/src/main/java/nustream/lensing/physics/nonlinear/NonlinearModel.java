package nustream.lensing.physics.nonlinear;

import nustream.lensing.physics.background.Background;
import nustream.lensing.physics.linear.LinearSpectra;
import nustream.lensing.physics.linear.PowerSpectrum;

/** How linear power is turned into the power of the evolved matter. */
public enum NonlinearModel {
  /** Not at all. */
  LINEAR,
  /** Takahashi et al. (2012) with the neutrino terms of Bird. */
  HALOFIT,
  /** Mead et al. (2021) with the true cold spectrum, gravity only. */
  HMCODE;

  /**
   * The power spectrum of all matter.
   *
   * @param background of the cosmology of the spectra
   */
  public PowerSpectrum evolve(Background background, LinearSpectra linear) {
    return switch (this) {
      case LINEAR -> linear.total();
      case HALOFIT -> Halofit.evolve(background, linear);
      case HMCODE -> new HmCode2020(background).evolve(linear);
    };
  }
}
