package nustream.filter.judging;

import java.util.List;
import nustream.flavor.physics.Cut;
import nustream.flavor.physics.LeptonObservables;
import nustream.flavor.physics.LeptonSector;
import nustream.flavor.physics.MassConvention;
import nustream.flavor.physics.NufitTable;
import nustream.flavor.physics.SeesawParameters;
import nustream.flavor.v1.EvaluateRequest;
import nustream.flavor.v1.EvaluateResponse;
import nustream.flavor.v1.LightMassMatrix;
import nustream.flavor.v1.Seesaw;
import nustream.messaging.errors.ErrorWord;
import nustream.messaging.errors.FieldChecks;
import nustream.messaging.errors.NustreamException;

/** Judges single cases with matrices that a caller brings. Stateless. */
public final class CaseJudge {
  private static final int PAIRS = 18;
  private static final int MAX_ID_CHARACTERS = 128;

  private final String defaultRelease;

  /**
   * @param defaultRelease of requests that name none
   */
  public CaseJudge(String defaultRelease) {
    this.defaultRelease = defaultRelease;
  }

  /**
   * Observables of a case and which cuts it fails.
   *
   * @throws NustreamException naming the request's id, the field, its value and what is allowed
   */
  public EvaluateResponse judge(EvaluateRequest request) {
    FieldChecks.atMostCharacters("id", request.getId(), MAX_ID_CHARACTERS);
    try {
      return answer(request);
    } catch (NustreamException e) {
      throw e.in("request '" + request.getId() + "'");
    }
  }

  private EvaluateResponse answer(EvaluateRequest request) {
    String release = request.getRelease().isEmpty() ? defaultRelease : request.getRelease();
    NufitTable table = Releases.table("", release, request.getOrdering());
    LeptonObservables observables = observables(request, table);
    List<String> failed = failed(observables, table);
    double chi2 =
        table.chi2(
            observables.dm2_21(),
            observables.dm2_3l(),
            observables.s12sq(),
            observables.s13sq(),
            observables.s23sq());
    return EvaluateResponse.newBuilder()
        .setId(request.getId())
        .setAccepted(failed.isEmpty())
        .addAllFailed(failed)
        .setObservables(ObservablesMessage.of(observables, chi2))
        .build();
  }

  private static LeptonObservables observables(EvaluateRequest request, NufitTable table) {
    double[] charged =
        request.getChargedYukawaCount() == 0
            ? new double[0]
            : pairs("charged_yukawa", request.getChargedYukawaList());
    try {
      return switch (request.getMatricesCase()) {
        case SEESAW -> seesaw(request.getSeesaw(), charged, table);
        case LIGHT -> light(request.getLight(), charged, table);
        case MATRICES_NOT_SET ->
            throw NustreamException.invalid("matrices", "not set", "seesaw or light");
      };
    } catch (IllegalArgumentException e) {
      // What only the computation can tell, such as a matrix that is not symmetric.
      throw new NustreamException(ErrorWord.INVALID_FIELD, e.getMessage(), e);
    }
  }

  private static LeptonObservables seesaw(Seesaw seesaw, double[] charged, NufitTable table) {
    double[] yukawa = pairs("seesaw.yukawa", seesaw.getYukawaList());
    FieldChecks.length("seesaw.masses_gev", seesaw.getMassesGevCount(), 3);
    double[] masses = new double[3];
    for (int i = 0; i < masses.length; i++) {
      masses[i] = FieldChecks.positive("seesaw.masses_gev[" + i + "]", seesaw.getMassesGev(i));
    }
    double v =
        seesaw.hasVGev()
            ? FieldChecks.positive("seesaw.v_gev", seesaw.getVGev())
            : SeesawParameters.V_GEV;
    return LeptonSector.seesaw(yukawa, masses, v, charged, table.ordering());
  }

  private static LeptonObservables light(
      LightMassMatrix light, double[] charged, NufitTable table) {
    double[] matrix = pairs("light.mass_matrix_ev", light.getMassMatrixEvList());
    return LeptonSector.lightMatrix(matrix, MassConvention.U_M_UT, charged, table.ordering());
  }

  private static double[] pairs(String field, List<Double> values) {
    FieldChecks.length(field, values.size(), PAIRS);
    double[] pairs = new double[PAIRS];
    for (int k = 0; k < PAIRS; k++) {
      pairs[k] = FieldChecks.finite(field + "[" + k + "]", values.get(k));
    }
    return pairs;
  }

  /** An observable that is undefined (NaN) is in no interval. */
  private static List<String> failed(LeptonObservables o, NufitTable table) {
    int verdict = 0;
    double[] values = {o.dm2_21(), o.dm2_3l(), o.s12sq(), o.s13sq(), o.s23sq()};
    for (int k = 0; k < Cut.OBSERVABLES; k++) {
      Cut cut = Cut.values()[k];
      if (!table.interval(cut).contains(values[k])) {
        verdict |= cut.bit();
      }
    }
    return Cut.words(verdict);
  }
}
