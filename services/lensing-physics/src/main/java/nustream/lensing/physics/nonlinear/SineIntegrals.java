package nustream.lensing.physics.nonlinear;

/**
 * The sine and cosine integrals for x &gt; 0: power series up to 4; above, the auxiliary functions
 * f and g by the rational approximations of Rowe et al. (2015), appendix B, with Si = pi/2 - f cos
 * x - g sin x and Ci = f sin x - g cos x. Error below 1e-13.
 *
 * @param sine Si(x)
 * @param cosine Ci(x)
 */
record SineIntegrals(double sine, double cosine) {
  private static final double EULER = 0.57721566490153286;
  private static final double SERIES_BELOW = 4;

  // Coefficients of increasing powers of 1/x^2.
  private static final double[] F_NUMERATOR = {
    1,
    7.44437068161936700618e2,
    1.96396372895146869801e5,
    2.37750310125431834034e7,
    1.43073403821274636888e9,
    4.33736238870432522765e10,
    6.40533830574022022911e11,
    4.20968180571076940208e12,
    1.00795182980368574617e13,
    4.94816688199951963482e12,
    -4.94701168645415959931e11
  };
  private static final double[] F_DENOMINATOR = {
    1,
    7.46437068161927678031e2,
    1.97865247031583951450e5,
    2.41535670165126845144e7,
    1.47478952192985464958e9,
    4.58595115847765779830e10,
    7.08501308149515401563e11,
    5.06084464593475076774e12,
    1.43468549171581016479e13,
    1.11535493509914254097e13
  };
  private static final double[] G_NUMERATOR = {
    1,
    8.1359520115168615e2,
    2.35239181626478200e5,
    3.12557570795778731e7,
    2.06297595146763354e9,
    6.83052205423625007e10,
    1.09049528450362786e12,
    7.57664583257834349e12,
    1.81004487464664575e13,
    6.43291613143049485e12,
    -1.36517137670871689e12
  };
  private static final double[] G_DENOMINATOR = {
    1,
    8.19595201151451564e2,
    2.40036752835578777e5,
    3.26026661647090822e7,
    2.23355543278099360e9,
    7.87465017341829930e10,
    1.39866710696414565e12,
    1.17164723371736605e13,
    4.01839087307656620e13,
    3.99653257887490811e13
  };

  static SineIntegrals at(double x) {
    return x < SERIES_BELOW ? series(x) : auxiliary(x);
  }

  private static SineIntegrals series(double x) {
    double x2 = x * x;
    double term = 1;
    double si = 0;
    double ci = EULER + Math.log(x);
    // Terms (-1)^n x^(2n+1)/((2n+1)(2n+1)!) and (-1)^n x^(2n)/((2n)(2n)!); below 1e-17 from n = 16.
    for (int n = 0; n < 18; n++) {
      if (n > 0) {
        ci += term / (2 * n);
      }
      term *= x / (2 * n + 1);
      si += term / (2 * n + 1);
      term *= -x2 / (x * (2 * n + 2));
    }
    return new SineIntegrals(si, ci);
  }

  private static SineIntegrals auxiliary(double x) {
    double y = 1 / (x * x);
    double f = polynomial(F_NUMERATOR, y) / polynomial(F_DENOMINATOR, y) / x;
    double g = polynomial(G_NUMERATOR, y) / polynomial(G_DENOMINATOR, y) * y;
    double s = Math.sin(x);
    double c = Math.cos(x);
    return new SineIntegrals(Math.PI / 2 - f * c - g * s, f * s - g * c);
  }

  private static double polynomial(double[] coefficients, double y) {
    double sum = 0;
    for (int i = coefficients.length - 1; i >= 0; i--) {
      sum = sum * y + coefficients[i];
    }
    return sum;
  }
}
