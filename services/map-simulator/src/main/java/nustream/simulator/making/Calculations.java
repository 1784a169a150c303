package nustream.simulator.making;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import nustream.lensing.messages.CosmologyMessages;
import nustream.lensing.messages.LensingEnums;
import nustream.lensing.messages.ObservationMessages;
import nustream.lensing.physics.background.Cosmology;
import nustream.lensing.physics.bound.GaussianBound;
import nustream.lensing.physics.field.Observation;
import nustream.lensing.physics.limber.AngularSpectrum;
import nustream.lensing.physics.limber.Sources;
import nustream.lensing.physics.nonlinear.NonlinearModel;
import nustream.lensing.physics.recipe.DetectionBound;
import nustream.lensing.physics.recipe.Spectra;
import nustream.lensing.v1.DetectionBoundRequest;
import nustream.lensing.v1.DetectionBoundResponse;
import nustream.lensing.v1.PowerSpectrumRequest;
import nustream.lensing.v1.PowerSpectrumResponse;
import nustream.messaging.errors.ErrorWord;
import nustream.messaging.errors.FieldChecks;
import nustream.messaging.errors.NustreamException;

/** Spectra and bounds, checked on the caller's thread and computed on the workers. Thread-safe. */
public final class Calculations {
  private static final int MOST_MULTIPOLES = 10_000;
  private static final double LARGEST_MULTIPOLE = 100_000;

  private final Spectra spectra;
  private final Workers workers;
  private final int mostBoundPixels;
  private final int most;
  private final Semaphore free;

  /**
   * @param most calculations in work or waiting at once
   * @param mostBoundPixels pixels per side of a bound
   */
  public Calculations(Spectra spectra, Workers workers, int most, int mostBoundPixels) {
    this.spectra = spectra;
    this.workers = workers;
    this.most = most;
    this.mostBoundPixels = mostBoundPixels;
    free = new Semaphore(most);
  }

  /** C_l of the convergence. */
  public CompletableFuture<PowerSpectrumResponse> powerSpectrum(PowerSpectrumRequest request) {
    Cosmology cosmology = CosmologyMessages.of("cosmology", request.getCosmology());
    Sources sources =
        Sources.plane(
            ObservationMessages.sourceRedshift("source_redshift", request.getSourceRedshift()));
    NonlinearModel nonlinear = LensingEnums.nonlinear("nonlinear", request.getNonlinear());
    FieldChecks.inRange("number of multipoles", request.getMultipolesCount(), 1, MOST_MULTIPOLES);
    for (int i = 0; i < request.getMultipolesCount(); i++) {
      FieldChecks.inRange("multipoles[" + i + "]", request.getMultipoles(i), 1, LARGEST_MULTIPOLE);
    }
    return limited(
        () -> {
          AngularSpectrum spectrum = spectra.of(cosmology, sources, nonlinear);
          var response = PowerSpectrumResponse.newBuilder();
          request.getMultipolesList().forEach(l -> response.addCl(spectrum.at(l)));
          return response.build();
        });
  }

  /** The best classification of Gaussian maps against massless neutrinos. */
  public CompletableFuture<DetectionBoundResponse> detectionBound(DetectionBoundRequest request) {
    Cosmology cosmology = CosmologyMessages.of("cosmology", request.getCosmology());
    double redshift = ObservationMessages.sourceRedshift("observation", request.getObservation());
    Observation observation = ObservationMessages.of("observation", request.getObservation());
    NonlinearModel nonlinear = LensingEnums.nonlinear("nonlinear", request.getNonlinear());
    int pixels = observation.geometry().pixels();
    if (pixels > mostBoundPixels) {
      throw NustreamException.about(
          ErrorWord.OVER_LIMIT, "observation.pixels", pixels, "at most " + mostBoundPixels);
    }
    return limited(
        () -> {
          GaussianBound bound =
              DetectionBound.againstMassless(spectra, cosmology, redshift, observation, nonlinear);
          return DetectionBoundResponse.newBuilder()
              .setDPrime(bound.dPrime())
              .setAccuracy(bound.accuracy())
              .setAuc(bound.areaUnderCurve())
              .setModes(bound.modes())
              .setCrossEntropy(bound.crossEntropy())
              .build();
        });
  }

  private <M> CompletableFuture<M> limited(Supplier<M> calculation) {
    if (!free.tryAcquire()) {
      throw new NustreamException(
          ErrorWord.OVERLOADED, "all " + most + " calculations are in use; try again later");
    }
    return workers
        .submit(calculation, message -> message)
        .whenComplete((done, failed) -> free.release());
  }
}
