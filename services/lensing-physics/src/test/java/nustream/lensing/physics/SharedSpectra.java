package nustream.lensing.physics;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import nustream.lensing.physics.background.Cosmology;
import nustream.lensing.physics.limber.AngularSpectrum;
import nustream.lensing.physics.limber.ConvergenceSpectra;
import nustream.lensing.physics.limber.Sources;
import nustream.lensing.physics.nonlinear.NonlinearModel;

/** Convergence spectra to z = 2.5, computed once for all tests of the module. */
public final class SharedSpectra {
  private static final Map<Key, ConvergenceSpectra> SPECTRA = new ConcurrentHashMap<>();

  private static final Map<PlaneKey, AngularSpectrum> PLANES = new ConcurrentHashMap<>();

  private record Key(Cosmology cosmology, NonlinearModel model) {}

  private record PlaneKey(Key spectra, double redshift) {}

  private SharedSpectra() {}

  public static ConvergenceSpectra of(Cosmology cosmology, NonlinearModel model) {
    return SPECTRA.computeIfAbsent(
        new Key(cosmology, model),
        key -> new ConvergenceSpectra(SharedTransfers.power(cosmology), model, 2.5));
  }

  /** That of sources at one redshift. */
  public static AngularSpectrum plane(Cosmology cosmology, NonlinearModel model, double redshift) {
    return PLANES.computeIfAbsent(
        new PlaneKey(new Key(cosmology, model), redshift),
        key -> of(cosmology, model).of(Sources.plane(redshift)));
  }
}
