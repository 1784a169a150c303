package nustream.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.function.UnaryOperator;
import nustream.filter.judging.CaseJudge;
import nustream.flavor.v1.EvaluateRequest;
import nustream.flavor.v1.LightMassMatrix;
import nustream.flavor.v1.Observables;
import nustream.flavor.v1.Ordering;
import nustream.flavor.v1.Seesaw;
import nustream.messaging.errors.ErrorWord;
import nustream.messaging.errors.NustreamException;
import org.junit.jupiter.api.Test;

class CaseJudgeTest {
  private final CaseJudge judge = new CaseJudge("NuFIT-6.0-SK");
  private final KnownSeesaw known = KnownSeesaw.bestFit();

  @Test
  void aSeesawAndItsLightMatrixPredictTheSame() {
    var seesaw = judge.judge(seesaw("a").build());
    var light = judge.judge(light("b").build());
    assertTrue(seesaw.getAccepted());
    assertTrue(light.getAccepted());
    assertEquals("a", seesaw.getId());
    assertKnown(seesaw.getObservables());
    assertKnown(light.getObservables());
    assertEquals(3, seesaw.getObservables().getRightHandedMassesGevCount());
    assertEquals(0, light.getObservables().getRightHandedMassesGevCount());
  }

  /** Y_e = V diag, Y_nu = V Y: the same physics in another basis of the lepton doublets. */
  @Test
  void aRotationOfTheDoubletsChangesNothing() {
    double c = Math.cos(0.7);
    double s = Math.sin(0.7);
    // Rotates e and mu, with the phase i on e.
    double[][] re = {{0, 0, 0}, {-s, c, 0}, {0, 0, 1}};
    double[][] im = {{c, s, 0}, {0, 0, 0}, {0, 0, 0}};
    double[] charged = times(re, im, diagonal(2.8e-6, 5.9e-4, 1.0e-2));
    double[] rotated = times(re, im, known.yukawa());
    var request = seesaw("r").addAllChargedYukawa(KnownSeesaw.boxed(charged));
    request.getSeesawBuilder().clearYukawa().addAllYukawa(KnownSeesaw.boxed(rotated));
    assertKnown(judge.judge(request.build()).getObservables());
  }

  @Test
  void theFailedCutsAreNamed() {
    var request = seesaw("x");
    request
        .getSeesawBuilder()
        .clearYukawa()
        .addAllYukawa(KnownSeesaw.boxed(known.withS12sq(0.6).yukawa()));
    var response = judge.judge(request.build());
    assertFalse(response.getAccepted());
    assertEquals(List.of("s12sq"), response.getFailedList());
    assertTrue(response.getObservables().getChi2() > 9);
  }

  @Test
  void aScaledVevScalesTheMasses() {
    var request = seesaw("v");
    request.getSeesawBuilder().setVGev(174.104 / Math.sqrt(2));
    var o = judge.judge(request.build()).getObservables();
    double sum = known.massesEv()[0] + known.massesEv()[1] + known.massesEv()[2];
    assertEquals(sum / 2, o.getSumEv(), 1e-12);
  }

  @Test
  void whatIsWrongIsNamedWithTheRequest() {
    refused(
        "request 'q': ordering is ORDERING_UNSPECIFIED", EvaluateRequest.Builder::clearOrdering);
    refused("request 'q': release is 'NuFIT-9'", r -> r.setRelease("NuFIT-9"));
    refused("request 'q': matrices is 'not set'", EvaluateRequest.Builder::clearMatrices);
    refused(
        "request 'q': length of seesaw.yukawa is 19",
        r -> r.setSeesaw(r.getSeesaw().toBuilder().addYukawa(1)));
    refused(
        "request 'q': seesaw.yukawa[3] is NaN",
        r -> r.setSeesaw(r.getSeesaw().toBuilder().setYukawa(3, Double.NaN)));
    refused(
        "request 'q': seesaw.masses_gev[1] is -1.0",
        r -> r.setSeesaw(r.getSeesaw().toBuilder().setMassesGev(1, -1)));
    refused(
        "request 'q': seesaw.v_gev is 0.0", r -> r.setSeesaw(r.getSeesaw().toBuilder().setVGev(0)));
    refused("request 'q': length of charged_yukawa is 1", r -> r.addChargedYukawa(1));
    refused(
        "request 'q': Y_e has degenerate masses",
        r -> r.addAllChargedYukawa(KnownSeesaw.boxed(diagonal(1, 1, 1))));
    refused(
        "request 'q': M_nu",
        r -> {
          var light = light("q").getLight().toBuilder();
          return r.setLight(light.setMassMatrixEv(2, light.getMassMatrixEv(2) + 1));
        });
    refused("id is 'zzz", r -> r.setId("z".repeat(129)));
  }

  private void refused(String start, UnaryOperator<EvaluateRequest.Builder> change) {
    var request = change.apply(seesaw("q")).build();
    var e = assertThrows(NustreamException.class, () -> judge.judge(request));
    assertTrue(e.getMessage().startsWith(start), e::getMessage);
    ErrorWord expected =
        start.contains("NuFIT-9") ? ErrorWord.UNKNOWN_RELEASE : ErrorWord.INVALID_FIELD;
    assertEquals(expected, e.word());
  }

  private void assertKnown(Observables o) {
    assertEquals(0.308, o.getS12Sq(), 1e-12);
    assertEquals(0.02215, o.getS13Sq(), 1e-12);
    assertEquals(0.470, o.getS23Sq(), 1e-12);
    assertEquals(212, o.getDeltaDeg(), 1e-7);
    assertEquals(77, o.getAlpha21Deg(), 1e-7);
    assertEquals(301, o.getAlpha31Deg(), 1e-7);
    assertEquals(KnownSeesaw.DM2_31, o.getDm23LEv2(), 1e-12 * KnownSeesaw.DM2_31);
  }

  private EvaluateRequest.Builder seesaw(String id) {
    var masses = KnownSeesaw.LOG_MASS;
    return EvaluateRequest.newBuilder()
        .setId(id)
        .setOrdering(Ordering.ORDERING_NORMAL)
        .setSeesaw(
            Seesaw.newBuilder()
                .addAllYukawa(KnownSeesaw.boxed(known.yukawa()))
                .addMassesGev(Math.pow(10, masses[0]))
                .addMassesGev(Math.pow(10, masses[1]))
                .addMassesGev(Math.pow(10, masses[2])));
  }

  private EvaluateRequest.Builder light(String id) {
    return EvaluateRequest.newBuilder()
        .setId(id)
        .setOrdering(Ordering.ORDERING_NORMAL)
        .setLight(
            LightMassMatrix.newBuilder()
                .addAllMassMatrixEv(KnownSeesaw.boxed(known.lightMatrix())));
  }

  private static double[] diagonal(double a, double b, double c) {
    double[] matrix = new double[18];
    matrix[0] = a;
    matrix[8] = b;
    matrix[16] = c;
    return matrix;
  }

  private static double[] times(double[][] re, double[][] im, double[] pairs) {
    double[] product = new double[18];
    for (int a = 0; a < 3; a++) {
      for (int b = 0; b < 3; b++) {
        for (int k = 0; k < 3; k++) {
          int q = 2 * (3 * k + b);
          product[2 * (3 * a + b)] += re[a][k] * pairs[q] - im[a][k] * pairs[q + 1];
          product[2 * (3 * a + b) + 1] += re[a][k] * pairs[q + 1] + im[a][k] * pairs[q];
        }
      }
    }
    return product;
  }
}
