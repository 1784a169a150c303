package nustream.classifier.model;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import nustream.lensing.physics.field.MapGeometry;
import nustream.lensing.physics.field.Observation;
import nustream.lensing.physics.field.ShapeNoise;
import nustream.lensing.physics.nonlinear.NonlinearModel;
import nustream.lensing.physics.recipe.MapKind;

/**
 * What a network is to tell apart: maps of the MassiveNuS fiducial universe without neutrino mass
 * and with it, everything else the same.
 *
 * @param kind how maps are made
 * @param nonlinear model of the nonlinear power
 * @param geometry of the maps
 * @param sourceRedshift of the source plane, 0.1 to 5
 * @param galaxiesPerArcmin2 0 for no shape noise
 * @param ellipticityPerComponent shape noise per component
 * @param largestMultipole modes beyond are removed; infinite for none
 * @param massEv sum of the neutrino masses of the massive class, eV, above 0, at most 2
 * @param fixed what stays fixed between the classes
 * @param sameTwoPoint whether the two-point function of every map is scaled to that of the massless
 *     universe: what is left to see is not Gaussian
 */
public record DetectionTask(
    MapKind kind,
    NonlinearModel nonlinear,
    MapGeometry geometry,
    double sourceRedshift,
    double galaxiesPerArcmin2,
    double ellipticityPerComponent,
    double largestMultipole,
    double massEv,
    FixedAmplitude fixed,
    boolean sameTwoPoint) {

  /** What the amplitude of fluctuations is held fixed by. */
  public enum FixedAmplitude {
    /** The primordial amplitude A_s = 2.1e-9: masses lower the power of lensing. */
    PRIMORDIAL,
    /** The rms sigma8 of the massless universe: hardly any difference is left. */
    SIGMA8
  }

  public DetectionTask {
    require(
        sourceRedshift >= 0.1 && sourceRedshift <= 5,
        "source redshift",
        sourceRedshift,
        "0.1 to 5");
    require(
        galaxiesPerArcmin2 >= 0 && galaxiesPerArcmin2 <= 1e4,
        "galaxies per arcmin^2",
        galaxiesPerArcmin2,
        "0 to 10000");
    require(massEv > 0 && massEv <= 2, "neutrino mass (eV)", massEv, "above 0, at most 2");
    require(largestMultipole > 0, "largest multipole", largestMultipole, "above 0");
  }

  private static void require(boolean valid, String name, double value, String allowed) {
    if (!valid) {
      throw new IllegalArgumentException(name + " = " + value + ", allowed " + allowed);
    }
  }

  /** Shape noise, if there is any. */
  public Optional<ShapeNoise> noise() {
    return galaxiesPerArcmin2 == 0
        ? Optional.empty()
        : Optional.of(new ShapeNoise(galaxiesPerArcmin2, ellipticityPerComponent));
  }

  /** What the observation does to the sky. */
  public Observation observation() {
    Observation ideal = Observation.ideal(geometry).withLargestMultipole(largestMultipole);
    return noise().map(ideal::withNoise).orElse(ideal);
  }

  /** The task by name, as it stands in the card and in checkpoints. */
  public Map<String, String> describe() {
    Map<String, String> words = new TreeMap<>();
    words.put("kind", lower(kind));
    words.put("nonlinear", lower(nonlinear));
    words.put("angle_deg", String.valueOf(geometry.angleDeg()));
    words.put("pixels", String.valueOf(geometry.pixels()));
    words.put("source_redshift", String.valueOf(sourceRedshift));
    words.put("galaxies_per_arcmin2", String.valueOf(galaxiesPerArcmin2));
    words.put("sigma_e_per_component", String.valueOf(ellipticityPerComponent));
    words.put("l_max", String.valueOf(largestMultipole));
    words.put("mass_ev", String.valueOf(massEv));
    words.put("fixed_amplitude", lower(fixed));
    words.put("same_two_point", String.valueOf(sameTwoPoint));
    return words;
  }

  /** The task that {@link #describe} described. */
  public static DetectionTask read(Map<String, String> words) {
    return new DetectionTask(
        MapKind.valueOf(upper(words, "kind")),
        NonlinearModel.valueOf(upper(words, "nonlinear")),
        new MapGeometry(number(words, "angle_deg"), Integer.parseInt(Words.of(words, "pixels"))),
        number(words, "source_redshift"),
        number(words, "galaxies_per_arcmin2"),
        number(words, "sigma_e_per_component"),
        number(words, "l_max"),
        number(words, "mass_ev"),
        FixedAmplitude.valueOf(upper(words, "fixed_amplitude")),
        Boolean.parseBoolean(Words.of(words, "same_two_point")));
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private static String upper(Map<String, String> words, String name) {
    return Words.of(words, name).toUpperCase(Locale.ROOT);
  }

  private static double number(Map<String, String> words, String name) {
    return Double.parseDouble(Words.of(words, name));
  }
}
