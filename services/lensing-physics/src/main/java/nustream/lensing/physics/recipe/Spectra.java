package nustream.lensing.physics.recipe;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import nustream.lensing.physics.background.Cosmology;
import nustream.lensing.physics.boltzmann.BoltzmannSolver;
import nustream.lensing.physics.boltzmann.TransferCache;
import nustream.lensing.physics.boltzmann.TransferSource;
import nustream.lensing.physics.limber.AngularSpectrum;
import nustream.lensing.physics.limber.ConvergenceSpectra;
import nustream.lensing.physics.limber.Sources;
import nustream.lensing.physics.linear.LinearPower;
import nustream.lensing.physics.nonlinear.NonlinearModel;

/**
 * Convergence spectra, each computed once: about 2 s where transfer functions must be solved, 0.1
 * to 0.5 s where they are kept. Thread-safe: one that is asked for twice at the same time is
 * computed once.
 */
public final class Spectra {
  /** Files of transfer functions kept in a folder, 90 kB each: 90 MB. */
  private static final int MOST_FILES = 1000;

  /** Spectra kept in memory, about 25 kB each. */
  private static final int MOST_KEPT = 256;

  private static final int LOCKS = 16;

  private record Key(Cosmology cosmology, Sources sources, NonlinearModel nonlinear) {}

  private final TransferSource transfers;
  private final LongAdder computed = new LongAdder();
  private final Object[] locks = new Object[LOCKS];
  private final Map<Key, AngularSpectrum> kept =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, AngularSpectrum> eldest) {
          return size() > MOST_KEPT;
        }
      };

  public Spectra(TransferSource transfers) {
    this.transfers = transfers;
    for (int i = 0; i < LOCKS; i++) {
      locks[i] = new Object();
    }
  }

  /**
   * Spectra whose transfer functions are kept on disk.
   *
   * @param folder of the transfer functions, created when first written to; may be shared
   * @param threads that solve one cosmology, 1 to 256
   */
  public static Spectra cachedIn(Path folder, int threads) {
    return new Spectra(new TransferCache(new BoltzmannSolver(threads), folder, MOST_FILES));
  }

  /**
   * The spectrum of the convergence of some sources. Depends on its arguments alone, to the last
   * bit, not on what was asked for before.
   *
   * @throws java.util.concurrent.CancellationException if the calling thread is interrupted while
   *     it solves transfer functions
   */
  public AngularSpectrum of(Cosmology cosmology, Sources sources, NonlinearModel nonlinear) {
    Key key = new Key(cosmology, sources, nonlinear);
    synchronized (locks[Math.floorMod(key.hashCode(), LOCKS)]) {
      AngularSpectrum known = known(key);
      if (known == null) {
        known =
            new ConvergenceSpectra(linear(cosmology), nonlinear, sources.largestRedshift())
                .of(sources);
        computed.increment();
        keep(key, known);
      }
      return known;
    }
  }

  /** Linear matter power of a universe; its transfer functions are solved once. */
  public LinearPower linear(Cosmology cosmology) {
    return new LinearPower(cosmology, transfers);
  }

  /** Spectra computed so far. */
  public long computed() {
    return computed.sum();
  }

  private AngularSpectrum known(Key key) {
    synchronized (kept) {
      return kept.get(key);
    }
  }

  private void keep(Key key, AngularSpectrum spectrum) {
    synchronized (kept) {
      kept.put(key, spectrum);
    }
  }
}
