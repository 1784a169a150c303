package nustream.lensing.physics.background;

/** The amplitude of the primordial fluctuations, given in one of two ways. */
public sealed interface Amplitude {

  /**
   * The primordial curvature power A_s at k = 0.05/Mpc.
   *
   * @param value A_s, dimensionless, from 1e-11 to 1e-7
   */
  record Primordial(double value) implements Amplitude {
    public Primordial {
      Cosmology.require("A_s", value, 1e-11, 1e-7);
    }
  }

  /**
   * The rms of the linear total matter (neutrinos included) in spheres of 8 Mpc/h at z = 0.
   *
   * @param value sigma8, dimensionless, from 0.05 to 3
   */
  record Sigma8(double value) implements Amplitude {
    public Sigma8 {
      Cosmology.require("sigma8", value, 0.05, 3.0);
    }
  }
}
