package nustream.filter.judging;

import java.util.List;
import nustream.flavor.physics.LeptonObservables;
import nustream.flavor.v1.Observables;

/** Observables as a message. */
public final class ObservablesMessage {
  private ObservablesMessage() {}

  /** Phases that are undefined stay unset, and so do right-handed masses where there are none. */
  public static Observables of(LeptonObservables o, double chi2) {
    var message =
        Observables.newBuilder()
            .addAllMassesEv(List.of(o.m1Ev(), o.m2Ev(), o.m3Ev()))
            .setDm221Ev2(o.dm2_21())
            .setDm23LEv2(o.dm2_3l())
            .setS12Sq(o.s12sq())
            .setS13Sq(o.s13sq())
            .setS23Sq(o.s23sq())
            .setJarlskog(o.jarlskog())
            .setSumEv(o.sumEv())
            .setMeeEv(o.meeEv())
            .setMbetaEv(o.mbetaEv())
            .setChi2(chi2);
    o.deltaDeg().ifPresent(message::setDeltaDeg);
    o.alpha21Deg().ifPresent(message::setAlpha21Deg);
    o.alpha31Deg().ifPresent(message::setAlpha31Deg);
    if (!Double.isNaN(o.mr1Gev())) {
      message.addAllRightHandedMassesGev(List.of(o.mr1Gev(), o.mr2Gev(), o.mr3Gev()));
    }
    return message.build();
  }
}
