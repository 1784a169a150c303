package nustream.lensing.physics.nonlinear;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.hipparchus.analysis.integration.gauss.GaussIntegrator;
import org.hipparchus.analysis.integration.gauss.GaussIntegratorFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HaloProfileTest {

  /** Against their definitions; panels of one radian, so that Gauss-Legendre is exact. */
  @ParameterizedTest
  @ValueSource(doubles = {0.01, 0.5, 2, 3.999, 4.001, 7, 30, 400})
  void sineIntegralsAreTheIntegrals(double x) {
    double sine = 0;
    double cosine = 0.57721566490153286 + Math.log(x);
    int panels = (int) Math.ceil(x);
    for (int i = 0; i < panels; i++) {
      GaussIntegrator rule =
          new GaussIntegratorFactory().legendre(12, x * i / panels, x * (i + 1) / panels);
      sine += rule.integrate(t -> Math.sin(t) / t);
      // 1 - cos t = 2 sin^2(t/2), without cancellation
      cosine -= rule.integrate(t -> 2 * Math.pow(Math.sin(t / 2), 2) / t);
    }
    assertEquals(sine, SineIntegrals.at(x).sine(), 1e-12);
    assertEquals(cosine, SineIntegrals.at(x).cosine(), 1e-12);
  }

  /** u(k) = Int 4 pi r^2 rho(r) sin(kr)/(kr) dr / M with rho ~ 1/(r (1 + r)^2). */
  @ParameterizedTest
  @ValueSource(doubles = {1e-4, 0.0099, 0.0101, 0.3, 2, 9})
  void profileIsTheTransformOfItsDensity(double k) {
    double concentration = 5;
    GaussIntegrator rule = new GaussIntegratorFactory().legendre(60, 0, concentration);
    double mass = rule.integrate(r -> r / Math.pow(1 + r, 2));
    double transform =
        rule.integrate(r -> r / Math.pow(1 + r, 2) * Math.sin(k * r) / (k * r)) / mass;
    assertEquals(transform, new NfwProfile(concentration, concentration).at(k), 1e-6);
  }
}
