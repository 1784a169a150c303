package nustream.local.lensing;

import nustream.lensing.physics.background.Cosmology;
import nustream.lensing.physics.boltzmann.BoltzmannSolver;
import nustream.lensing.physics.boltzmann.TransferCache;
import nustream.lensing.physics.boltzmann.TransferTable;
import nustream.lensing.physics.linear.LinearPower;
import nustream.lensing.physics.recipe.MapMaker;
import nustream.lensing.physics.recipe.SimulatedLightCones;
import nustream.lensing.physics.recipe.Spectra;
import nustream.local.Terminal;
import nustream.local.home.Home;
import nustream.local.options.HomeOptions;
import nustream.local.progress.WorkProgress;
import picocli.CommandLine.Mixin;

/** Where the transfer functions of a universe come from: solved once, then kept under the home. */
final class PowerOptions {
  private static final int THREADS = Math.min(8, Runtime.getRuntime().availableProcessors());
  private static final int MOST_FILES = 500;

  @Mixin HomeOptions home;

  private TransferCache cache;

  /** Linear power of a universe; takes seconds the first time. */
  LinearPower linear(Cosmology cosmology, Terminal terminal) {
    if (cache == null) {
      cache = transfers(home.home(), terminal);
    }
    return CosmologyOptions.checked(() -> new LinearPower(cosmology, cache));
  }

  MapMaker mapMaker(Terminal terminal) {
    return mapMaker(home.home(), terminal);
  }

  /** Makes maps with the transfer functions of this home. */
  static MapMaker mapMaker(Home home, Terminal terminal) {
    var spectra = new Spectra(transfers(home, terminal));
    var lightCones =
        new SimulatedLightCones(spectra::linear, SimulatedLightCones.DEFAULT_PARTICLES, THREADS);
    return new MapMaker(spectra, lightCones, MapMaker.DEFAULT_KEPT_BYTES);
  }

  private static TransferCache transfers(Home home, Terminal terminal) {
    return new TransferCache(
        wanted -> {
          terminal.say(
              "solving the Einstein-Boltzmann equations for a sum of masses of %s eV (once; then"
                  + " kept)",
              wanted.sumMassesEv());
          return solve(wanted, terminal);
        },
        home.transfers(),
        MOST_FILES);
  }

  private static TransferTable solve(Cosmology cosmology, Terminal terminal) {
    try (var progress = new WorkProgress(terminal, "wavenumbers")) {
      return new BoltzmannSolver(THREADS, progress::reach).transfers(cosmology);
    }
  }
}
