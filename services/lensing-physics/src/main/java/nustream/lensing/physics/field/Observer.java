package nustream.lensing.physics.field;

/**
 * Turns a noiseless field into what an observation sees: adds shape noise, filters, and cuts the
 * map from the field. Owned by one thread.
 */
public final class Observer {
  private static final long SHAPES = 2;

  private final Observation observation;
  private final MapGeometry field;
  private final HartleyTransform transform;
  private final double[] filter;

  public Observer(Observation observation) {
    this(observation, new HartleyTransform(observation.margin() * observation.geometry().pixels()));
  }

  Observer(Observation observation, HartleyTransform transform) {
    this.observation = observation;
    this.transform = transform;
    field = observation.geometry().enlarged(observation.margin());
    filter = filters(observation) ? ModeGrid.of(field, this::response, 1) : null;
  }

  private static boolean filters(Observation observation) {
    return observation.smoothingArcmin() > 0 || Double.isFinite(observation.largestMultipole());
  }

  /** Factor of a mode by the cut and by the smoothing exp(-l^2 theta^2/2). */
  private double response(double multipole) {
    if (multipole > observation.largestMultipole()) {
      return 0;
    }
    double theta = Math.toRadians(observation.smoothingArcmin() / 60);
    return Math.exp(-0.5 * multipole * multipole * theta * theta);
  }

  /** Geometry of the field that is observed: the map with its margin. */
  public MapGeometry field() {
    return field;
  }

  /**
   * The observed map.
   *
   * @param kappa pixels of the field, used as working memory
   * @param seed seed and index of the map give the noise
   */
  public ConvergenceMap observe(double[] kappa, long seed, long index) {
    observation.noise().ifPresent(shapes -> addNoise(shapes, kappa, seed, index));
    if (filter != null) {
      transform.forward(kappa);
      for (int i = 0; i < kappa.length; i++) {
        kappa[i] *= filter[i];
      }
      transform.inverse(kappa);
    }
    return cut(kappa);
  }

  private void addNoise(ShapeNoise shapes, double[] kappa, long seed, long index) {
    CounterNoise noise = new CounterNoise(seed, SHAPES, index);
    double sigma = shapes.pixelSigma(field);
    for (int i = 0; i < kappa.length; i++) {
      kappa[i] += sigma * noise.next();
    }
  }

  private ConvergenceMap cut(double[] kappa) {
    int n = observation.geometry().pixels();
    float[] pixels = new float[n * n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        pixels[i * n + j] = (float) kappa[i * field.pixels() + j];
      }
    }
    return new ConvergenceMap(observation.geometry(), pixels);
  }
}
