package nustream.lensing.physics;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import nustream.lensing.physics.background.Amplitude;
import nustream.lensing.physics.background.Cosmology;
import nustream.lensing.physics.boltzmann.BoltzmannSolver;
import nustream.lensing.physics.boltzmann.TransferSource;
import nustream.lensing.physics.boltzmann.TransferTable;
import nustream.lensing.physics.linear.LinearPower;

/** Solves each cosmology once for all tests of the module. */
public final class SharedTransfers implements TransferSource {
  private static final SharedTransfers ONLY = new SharedTransfers();

  private final BoltzmannSolver solver = new BoltzmannSolver(2);
  private final Map<Cosmology, TransferTable> tables = new ConcurrentHashMap<>();

  private SharedTransfers() {}

  public static LinearPower power(Cosmology cosmology) {
    return new LinearPower(cosmology, ONLY);
  }

  public static TransferTable ofCosmology(Cosmology cosmology) {
    return ONLY.transfers(cosmology);
  }

  @Override
  public TransferTable transfers(Cosmology cosmology) {
    Cosmology key = cosmology.withAmplitude(new Amplitude.Primordial(1e-9));
    return tables.computeIfAbsent(key, solver::transfers);
  }
}
