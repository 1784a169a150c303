package nustream.classifier.command;

import nustream.classifier.maps.MapSources;
import nustream.classifier.maps.SimulatedMaps;
import nustream.classifier.maps.TaskUniverse;
import nustream.classifier.simulator.SimulatorConnection;
import nustream.lensing.physics.recipe.MapMaker;
import nustream.lensing.physics.recipe.Spectra;
import nustream.messaging.client.AccessOptions;
import nustream.messaging.client.ServiceAddress;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where the maps of a training come from. */
final class MapsOption {
  @Option(
      names = "--maps-from",
      paramLabel = "ADDRESS",
      description =
          "Have the map simulator at this address, HOST:PORT or https://HOST:PORT, make the maps"
              + " and send them; the network becomes the same (default: made here).")
  private String simulator;

  @Mixin private AccessOptions access;

  MapSources open(TaskUniverse universe, Spectra spectra, long seed) {
    if (simulator != null) {
      return new SimulatorConnection(
          universe, seed, ServiceAddress.parse("--maps-from", simulator), access.access());
    }
    MapMaker maker = new MapMaker(spectra);
    return () -> new SimulatedMaps(universe, maker, seed);
  }
}
