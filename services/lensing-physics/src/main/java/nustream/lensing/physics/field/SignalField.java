package nustream.lensing.physics.field;

import nustream.lensing.physics.limber.AngularSpectrum;

/** Draws noiseless periodic fields of a given spectrum. Owned by one thread. */
sealed interface SignalField permits GaussianField, LognormalField {

  /**
   * Fills an array with the pixels of a new field.
   *
   * @param field of the size of the geometry
   */
  void draw(CounterNoise noise, HartleyTransform transform, double[] field);

  static SignalField of(
      FieldKind kind, MapGeometry geometry, AngularSpectrum spectrum, double shift) {
    return switch (kind) {
      case GAUSSIAN -> GaussianField.of(geometry, spectrum);
      case LOGNORMAL -> new LognormalField(geometry, spectrum, shift);
    };
  }
}
