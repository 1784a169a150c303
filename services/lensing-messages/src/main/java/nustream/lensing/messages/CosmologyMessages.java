package nustream.lensing.messages;

import nustream.lensing.physics.background.Amplitude;
import nustream.lensing.physics.background.Cosmology;
import nustream.messaging.errors.FieldChecks;

/** A universe as a message. Unset numbers are those of the MassiveNuS suite. */
public final class CosmologyMessages {
  private static final Cosmology DEFAULT = Cosmology.massiveNusFiducial();

  private CosmologyMessages() {}

  /**
   * The universe of a message.
   *
   * @param path of the message, for example "series.cosmologies[1]"
   */
  public static Cosmology of(String path, nustream.lensing.v1.Cosmology message) {
    double h = message.hasH() ? message.getH() : DEFAULT.h();
    double omegaMatter = message.hasOmegaM() ? message.getOmegaM() : DEFAULT.omegaMatter();
    double omegaBaryonH2 = message.hasOmegaBH2() ? message.getOmegaBH2() : DEFAULT.omegaBaryonH2();
    double spectralIndex = message.hasNS() ? message.getNS() : DEFAULT.spectralIndex();
    FieldChecks.inRange(path + ".h", h, 0.3, 1.2);
    FieldChecks.inRange(path + ".omega_m", omegaMatter, 0.05, 0.95);
    FieldChecks.inRange(path + ".omega_b_h2", omegaBaryonH2, 0.005, 0.1);
    FieldChecks.inRange(path + ".n_s", spectralIndex, 0.5, 1.5);
    FieldChecks.inRange(path + ".sum_mnu_ev", message.getSumMnuEv(), 0, 2);
    Amplitude amplitude = amplitude(path, message);
    var hierarchy = LensingEnums.hierarchy(path + ".hierarchy", message.getHierarchy());
    return Refusals.in(
        path,
        () ->
            new Cosmology(
                h,
                omegaMatter,
                omegaBaryonH2,
                spectralIndex,
                amplitude,
                message.getSumMnuEv(),
                hierarchy,
                DEFAULT.effectiveNeutrinos(),
                DEFAULT.temperatureCmbK()));
  }

  private static Amplitude amplitude(String path, nustream.lensing.v1.Cosmology message) {
    return switch (message.getAmplitudeCase()) {
      case A_S ->
          new Amplitude.Primordial(
              FieldChecks.inRange(path + ".a_s", message.getAS(), 1e-11, 1e-7));
      case SIGMA8 ->
          new Amplitude.Sigma8(FieldChecks.inRange(path + ".sigma8", message.getSigma8(), 0.05, 3));
      case AMPLITUDE_NOT_SET -> DEFAULT.amplitude();
    };
  }

  /**
   * The message of a universe, every field set.
   *
   * @throws IllegalArgumentException if N_eff or the CMB temperature, which messages do not carry,
   *     is not the default
   */
  public static nustream.lensing.v1.Cosmology message(Cosmology cosmology) {
    if (cosmology.effectiveNeutrinos() != DEFAULT.effectiveNeutrinos()
        || cosmology.temperatureCmbK() != DEFAULT.temperatureCmbK()) {
      throw new IllegalArgumentException(
          "N_eff = "
              + cosmology.effectiveNeutrinos()
              + ", T_cmb = "
              + cosmology.temperatureCmbK()
              + " K are not allowed in a message: "
              + DEFAULT.effectiveNeutrinos()
              + ", "
              + DEFAULT.temperatureCmbK()
              + " K");
    }
    var message =
        nustream.lensing.v1.Cosmology.newBuilder()
            .setH(cosmology.h())
            .setOmegaM(cosmology.omegaMatter())
            .setOmegaBH2(cosmology.omegaBaryonH2())
            .setNS(cosmology.spectralIndex())
            .setSumMnuEv(cosmology.sumMassesEv())
            .setHierarchy(LensingEnums.message(cosmology.hierarchy()));
    if (cosmology.amplitude() instanceof Amplitude.Sigma8 sigma8) {
      return message.setSigma8(sigma8.value()).build();
    }
    return message.setAS(((Amplitude.Primordial) cosmology.amplitude()).value()).build();
  }
}
