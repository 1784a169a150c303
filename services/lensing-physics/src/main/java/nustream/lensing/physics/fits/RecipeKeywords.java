package nustream.lensing.physics.fits;

import java.math.BigDecimal;
import java.util.Optional;
import nom.tam.fits.Header;
import nom.tam.fits.HeaderCardException;
import nustream.lensing.physics.background.Amplitude;
import nustream.lensing.physics.background.Cosmology;
import nustream.lensing.physics.background.MassHierarchy;
import nustream.lensing.physics.field.MapGeometry;
import nustream.lensing.physics.field.Observation;
import nustream.lensing.physics.field.ShapeNoise;
import nustream.lensing.physics.nonlinear.NonlinearModel;
import nustream.lensing.physics.recipe.MapKind;
import nustream.lensing.physics.recipe.Recipe;

/**
 * A recipe as header keywords: NU_... the map and its universe, NT_... the universe whose two-point
 * function it has, where that is another one.
 */
final class RecipeKeywords {
  /** Raised when keywords change their meaning. */
  private static final int FORMAT = 1;

  private static final String MARK = "NU_FORM";
  private static final String OWN = "NU_";
  private static final String TWO_POINT = "NT_";

  private RecipeKeywords() {}

  static void write(Header header, Recipe recipe) throws HeaderCardException {
    Observation observation = recipe.observation();
    header.addValue(MARK, FORMAT, "version of the keywords NU_ and NT_");
    header.addValue(OWN + "GENV", recipe.generatorVersion(), "generator version");
    header.addValue(OWN + "KIND", recipe.kind().name(), "kind of map");
    header.addValue(OWN + "NL", recipe.nonlinear().name(), "nonlinear power");
    header.addValue(OWN + "SEED", recipe.seed(), "seed");
    header.addValue(OWN + "INDEX", recipe.index(), "number of the map under its seed");
    header.addValue(OWN + "ZS", exact(recipe.sourceRedshift()), "redshift of the sources");
    header.addValue(
        OWN + "ANGLE", exact(observation.geometry().angleDeg()), "side of the map, deg");
    if (observation.noise().isPresent()) {
      ShapeNoise noise = observation.noise().get();
      header.addValue(OWN + "NGAL", exact(noise.galaxiesPerArcmin2()), "galaxies per arcmin^2");
      header.addValue(
          OWN + "SIGE", exact(noise.ellipticityPerComponent()), "sigma_e per component");
    }
    header.addValue(OWN + "SMOO", exact(observation.smoothingArcmin()), "Gaussian sigma, arcmin");
    if (Double.isFinite(observation.largestMultipole())) {
      header.addValue(OWN + "LMAX", exact(observation.largestMultipole()), "largest multipole");
    }
    header.addValue(OWN + "MARG", observation.margin(), "width of the field over the map");
    write(header, OWN, recipe.cosmology());
    if (recipe.twoPointOf().isPresent()) {
      write(header, TWO_POINT, recipe.twoPointOf().get());
    }
  }

  private static void write(Header header, String prefix, Cosmology cosmology)
      throws HeaderCardException {
    header.addValue(prefix + "H", exact(cosmology.h()), "H0/(100 km/s/Mpc)");
    header.addValue(prefix + "OM", exact(cosmology.omegaMatter()), "matter with neutrinos");
    header.addValue(prefix + "OBH2", exact(cosmology.omegaBaryonH2()), "baryons, Omega_b h^2");
    header.addValue(prefix + "NS", exact(cosmology.spectralIndex()), "spectral index");
    if (cosmology.amplitude() instanceof Amplitude.Sigma8 sigma8) {
      header.addValue(prefix + "S8", exact(sigma8.value()), "rms in 8 Mpc/h");
    } else {
      double primordial = ((Amplitude.Primordial) cosmology.amplitude()).value();
      header.addValue(prefix + "AS", exact(primordial), "primordial power at 0.05/Mpc");
    }
    header.addValue(prefix + "MNU", exact(cosmology.sumMassesEv()), "sum of neutrino masses, eV");
    header.addValue(prefix + "HIER", cosmology.hierarchy().name(), "mass hierarchy");
    header.addValue(prefix + "NEFF", exact(cosmology.effectiveNeutrinos()), "effective neutrinos");
    header.addValue(prefix + "TCMB", exact(cosmology.temperatureCmbK()), "CMB temperature, K");
  }

  /** With all digits: the library rounds a double to 16. */
  private static BigDecimal exact(double value) {
    return new BigDecimal(Double.toString(value));
  }

  /** The recipe of a header; empty if it has none of ours. */
  static Optional<Recipe> read(Header header, int pixels) {
    if (!header.containsKey(MARK)) {
      return Optional.empty();
    }
    Keywords keywords = new Keywords(header);
    int format = (int) keywords.integer(MARK);
    if (format != FORMAT) {
      throw new FitsRefusedException(
          "keyword " + MARK + " = " + format + " is not allowed: " + FORMAT);
    }
    try {
      return Optional.of(recipe(keywords, pixels));
    } catch (FitsRefusedException e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw new FitsRefusedException("recipe in the header: " + e.getMessage(), e);
    }
  }

  private static Recipe recipe(Keywords keywords, int pixels) {
    Optional<ShapeNoise> noise =
        keywords.has(OWN + "NGAL")
            ? Optional.of(
                new ShapeNoise(keywords.number(OWN + "NGAL"), keywords.number(OWN + "SIGE")))
            : Optional.empty();
    double largest =
        keywords.has(OWN + "LMAX") ? keywords.number(OWN + "LMAX") : Double.POSITIVE_INFINITY;
    Observation observation =
        new Observation(
            new MapGeometry(keywords.number(OWN + "ANGLE"), pixels),
            noise,
            keywords.number(OWN + "SMOO"),
            largest,
            (int) keywords.integer(OWN + "MARG"));
    return new Recipe(
        cosmology(keywords, OWN),
        keywords.number(OWN + "ZS"),
        observation,
        keywords.choice(MapKind.class, OWN + "KIND"),
        keywords.choice(NonlinearModel.class, OWN + "NL"),
        keywords.integer(OWN + "SEED"),
        keywords.integer(OWN + "INDEX"),
        (int) keywords.integer(OWN + "GENV"),
        keywords.has(TWO_POINT + "H")
            ? Optional.of(cosmology(keywords, TWO_POINT))
            : Optional.empty());
  }

  private static Cosmology cosmology(Keywords keywords, String prefix) {
    Amplitude amplitude =
        keywords.has(prefix + "S8")
            ? new Amplitude.Sigma8(keywords.number(prefix + "S8"))
            : new Amplitude.Primordial(keywords.number(prefix + "AS"));
    return new Cosmology(
        keywords.number(prefix + "H"),
        keywords.number(prefix + "OM"),
        keywords.number(prefix + "OBH2"),
        keywords.number(prefix + "NS"),
        amplitude,
        keywords.number(prefix + "MNU"),
        keywords.choice(MassHierarchy.class, prefix + "HIER"),
        keywords.number(prefix + "NEFF"),
        keywords.number(prefix + "TCMB"));
  }
}
