package nustream.classifier.command;

import java.util.Locale;
import nustream.classifier.model.DetectionTask;
import nustream.classifier.model.DetectionTask.FixedAmplitude;
import nustream.lensing.physics.field.MapGeometry;
import nustream.lensing.physics.nonlinear.NonlinearModel;
import nustream.lensing.physics.recipe.MapKind;
import nustream.lensing.physics.recipe.Recipe;
import picocli.CommandLine.Option;

/** What is to be told apart, of which maps. */
final class TaskOptions {
  @Option(
      names = "--kind",
      description = "gaussian or lognormal (default: ${DEFAULT-VALUE}).",
      defaultValue = "gaussian")
  private String kind;

  @Option(
      names = "--zs",
      description = "Redshift of the sources (default: ${DEFAULT-VALUE}).",
      defaultValue = "1")
  private double sourceRedshift;

  @Option(
      names = "--angle",
      description = "Side of the maps in degrees (default: ${DEFAULT-VALUE}).",
      defaultValue = "" + Recipe.DEFAULT_ANGLE_DEG)
  private double angleDeg;

  @Option(
      names = "--npix",
      description = "Pixels per side (default: ${DEFAULT-VALUE}).",
      defaultValue = "" + Recipe.DEFAULT_PIXELS)
  private int pixels;

  @Option(
      names = "--ngal",
      description = "Galaxies per square arcminute, 0 for no noise (default: ${DEFAULT-VALUE}).",
      defaultValue = "30")
  private double galaxiesPerArcmin2;

  @Option(
      names = "--sigma-e",
      description = "Shape noise per ellipticity component (default: ${DEFAULT-VALUE}).",
      defaultValue = "" + Recipe.DEFAULT_ELLIPTICITY_PER_COMPONENT)
  private double ellipticityPerComponent;

  @Option(names = "--lmax", description = "Largest multipole; none if not given.")
  private Double largestMultipole;

  @Option(
      names = "--mnu",
      description = "Sum of the masses of the massive class, eV (default: ${DEFAULT-VALUE}).",
      defaultValue = "0.1")
  private double massEv;

  @Option(
      names = "--nonlinear",
      description = "hmcode, halofit or linear (default: ${DEFAULT-VALUE}).",
      defaultValue = "hmcode")
  private String nonlinear;

  @Option(
      names = "--fixed",
      description =
          "What both classes have in common: primordial (A_s) or sigma8 (default:"
              + " ${DEFAULT-VALUE}).",
      defaultValue = "primordial")
  private String fixed;

  @Option(
      names = "--same-two-point",
      description = "Scale the two-point function of every map to that of the massless universe.")
  private boolean sameTwoPoint;

  DetectionTask task() {
    return new DetectionTask(
        constant(MapKind.class, "--kind", kind),
        constant(NonlinearModel.class, "--nonlinear", nonlinear),
        new MapGeometry(angleDeg, pixels),
        sourceRedshift,
        galaxiesPerArcmin2,
        ellipticityPerComponent,
        largestMultipole == null ? Double.POSITIVE_INFINITY : largestMultipole,
        massEv,
        constant(FixedAmplitude.class, "--fixed", fixed),
        sameTwoPoint);
  }

  private static <E extends Enum<E>> E constant(Class<E> type, String option, String word) {
    for (E value : type.getEnumConstants()) {
      if (value.name().toLowerCase(Locale.ROOT).equals(word)) {
        return value;
      }
    }
    throw new IllegalArgumentException(
        option
            + " = "
            + word
            + ", allowed "
            + java.util.Arrays.toString(type.getEnumConstants()).toLowerCase(Locale.ROOT));
  }
}
