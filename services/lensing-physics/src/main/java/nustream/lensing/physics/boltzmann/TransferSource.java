package nustream.lensing.physics.boltzmann;

import nustream.lensing.physics.background.Cosmology;

/** Where transfer functions come from: computed, or kept from before. */
@FunctionalInterface
public interface TransferSource {
  /**
   * Transfer functions of a cosmology; its amplitude and spectral index play no part.
   *
   * @throws java.util.concurrent.CancellationException if the calling thread is interrupted
   */
  TransferTable transfers(Cosmology cosmology);
}
