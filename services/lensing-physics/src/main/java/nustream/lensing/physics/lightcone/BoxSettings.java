package nustream.lensing.physics.lightcone;

/**
 * A periodic box of a particle-mesh simulation. Waves beyond the Nyquist wavenumber of the
 * particles, pi particles/side, are not resolved.
 *
 * @param sideMpcPerH comoving side, Mpc/h, 32 to 2048
 * @param particles particles per side, even, 16 to 512
 * @param mesh cells per side of the force mesh, {@code particles} or twice that
 * @param steps time steps from the start to today, 5 to 500
 * @param startRedshift where second-order Lagrangian theory hands over, 9 to 90
 * @param slabs lens planes per side of the box, 1 to 8
 * @param planeCells cells per side of a lens plane, even, 32 to 2048
 */
public record BoxSettings(
    double sideMpcPerH,
    int particles,
    int mesh,
    int steps,
    double startRedshift,
    int slabs,
    int planeCells) {

  public BoxSettings {
    require("box side (Mpc/h)", sideMpcPerH, 32, 2048);
    require("particles per side", particles, 16, 512);
    require("steps", steps, 5, 500);
    require("start redshift", startRedshift, 9, 90);
    require("slabs", slabs, 1, 8);
    require("plane cells", planeCells, 32, 2048);
    if (particles % 2 != 0 || planeCells % 2 != 0) {
      throw new IllegalArgumentException(
          "particles per side = "
              + particles
              + ", plane cells = "
              + planeCells
              + " are not allowed: both must be even");
    }
    if (mesh != particles && mesh != 2 * particles) {
      throw new IllegalArgumentException(
          "mesh = "
              + mesh
              + " is not allowed: "
              + particles
              + " (as many as particles) or "
              + 2 * particles);
    }
  }

  /**
   * A box with the numbers that follow from its side and particles: a mesh twice as fine as the
   * particles, 25 steps from z = 19, planes half a box thick as fine as the mesh.
   */
  public static BoxSettings of(double sideMpcPerH, int particles) {
    return new BoxSettings(sideMpcPerH, particles, 2 * particles, 25, 19, 2, 2 * particles);
  }

  /** Thickness of a lens plane, Mpc/h. */
  public double slabMpcPerH() {
    return sideMpcPerH / slabs;
  }

  /** Smallest wavenumber of the box, h/Mpc. */
  public double fundamental() {
    return 2 * Math.PI / sideMpcPerH;
  }

  private static void require(String name, double value, double least, double most) {
    if (!(value >= least && value <= most)) {
      throw new IllegalArgumentException(
          name + " = " + value + " is not allowed: it must be from " + least + " to " + most);
    }
  }
}
