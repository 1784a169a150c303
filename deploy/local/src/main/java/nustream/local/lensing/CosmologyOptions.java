package nustream.local.lensing;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import nustream.lensing.physics.background.Amplitude;
import nustream.lensing.physics.background.Cosmology;
import nustream.lensing.physics.background.MassHierarchy;
import nustream.local.UserError;
import picocli.CommandLine.Option;

/** The universe that a command is about; what is left out is that of the MassiveNuS suite. */
final class CosmologyOptions {
  private static final Cosmology FIDUCIAL = Cosmology.massiveNusFiducial();

  @Option(
      names = "--mnu",
      paramLabel = "EV",
      description =
          "Sum of the neutrino masses, 0 to 2 eV (default: 0; where two universes are compared,"
              + " 0.1).")
  Double mnu;

  @Option(
      names = "--h",
      paramLabel = "H",
      defaultValue = "0.7",
      description = "Hubble constant over 100 km/s/Mpc (default: ${DEFAULT-VALUE}).")
  double h;

  @Option(
      names = "--omega-m",
      paramLabel = "OMEGA",
      defaultValue = "0.3",
      description =
          "Matter, neutrinos included, over the critical density (default: ${DEFAULT-VALUE}).")
  double omegaMatter;

  @Option(
      names = "--omega-b-h2",
      paramLabel = "OMEGA",
      defaultValue = "0.0223",
      description = "Physical baryon density (default: ${DEFAULT-VALUE}).")
  double omegaBaryonH2;

  @Option(
      names = "--ns",
      paramLabel = "N",
      defaultValue = "0.97",
      description = "Primordial spectral index (default: ${DEFAULT-VALUE}).")
  double spectralIndex;

  @Option(
      names = "--as",
      paramLabel = "A",
      description = "Primordial amplitude at 0.05/Mpc (default: 2.1e-9, unless --sigma8 is given).")
  Double primordialAmplitude;

  @Option(
      names = "--sigma8",
      paramLabel = "S",
      description = "Rms of the total matter in spheres of 8 Mpc/h today, instead of --as.")
  Double sigma8;

  @Option(
      names = "--hierarchy",
      paramLabel = "H",
      defaultValue = "degenerate",
      description =
          "How the sum is shared: degenerate, normal or inverted (default: ${DEFAULT-VALUE}).")
  MassHierarchy hierarchy;

  /** The universe with --mnu, or with this sum of masses where it was not given. */
  Cosmology cosmology(double defaultSumEv) {
    if (primordialAmplitude != null && sigma8 != null) {
      throw new UserError("--as and --sigma8 both set the amplitude: give one of them");
    }
    return checked(
        () ->
            new Cosmology(
                h,
                omegaMatter,
                omegaBaryonH2,
                spectralIndex,
                amplitude(),
                mnu == null ? defaultSumEv : mnu,
                hierarchy,
                FIDUCIAL.effectiveNeutrinos(),
                FIDUCIAL.temperatureCmbK()));
  }

  private Amplitude amplitude() {
    if (sigma8 != null) {
      return new Amplitude.Sigma8(sigma8);
    }
    return primordialAmplitude == null
        ? FIDUCIAL.amplitude()
        : new Amplitude.Primordial(primordialAmplitude);
  }

  /** What an answer says of the universe that it was computed for. */
  static Map<String, Object> described(Cosmology cosmology) {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("mnu_ev", cosmology.sumMassesEv());
    fields.put("hierarchy", cosmology.hierarchy().name().toLowerCase(Locale.ROOT));
    fields.put("h", cosmology.h());
    fields.put("omega_m", cosmology.omegaMatter());
    fields.put("omega_b_h2", cosmology.omegaBaryonH2());
    fields.put("ns", cosmology.spectralIndex());
    if (cosmology.amplitude() instanceof Amplitude.Sigma8 given) {
      fields.put("sigma8", given.value());
    } else {
      fields.put("as", ((Amplitude.Primordial) cosmology.amplitude()).value());
    }
    return fields;
  }

  /** What the library refuses is a mistake of the user. */
  static <T> T checked(java.util.function.Supplier<T> computation) {
    try {
      return computation.get();
    } catch (IllegalArgumentException e) {
      throw new UserError(e.getMessage(), e);
    }
  }
}
