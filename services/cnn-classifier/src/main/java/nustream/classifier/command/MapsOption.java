package nustream.classifier.command;

import nustream.classifier.maps.MapSources;
import nustream.classifier.maps.SimulatedMaps;
import nustream.classifier.maps.TaskUniverse;
import nustream.classifier.simulator.SimulatorAddress;
import nustream.classifier.simulator.SimulatorConnection;
import nustream.lensing.physics.recipe.MapMaker;
import nustream.lensing.physics.recipe.Spectra;
import picocli.CommandLine.Option;

/** Where the maps of a training come from. */
final class MapsOption {
  @Option(
      names = "--maps-from",
      paramLabel = "HOST:PORT",
      description =
          "Have the map simulator at this address make the maps and send them; the network becomes"
              + " the same (default: made here).")
  private String simulator;

  MapSources open(TaskUniverse universe, Spectra spectra, long seed) {
    if (simulator != null) {
      return new SimulatorConnection(universe, seed, SimulatorAddress.parse(simulator));
    }
    MapMaker maker = new MapMaker(spectra);
    return () -> new SimulatedMaps(universe, maker, seed);
  }
}
