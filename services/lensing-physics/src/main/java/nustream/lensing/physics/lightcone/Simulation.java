package nustream.lensing.physics.lightcone;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
import nustream.lensing.physics.linear.LinearPower;
import nustream.lensing.physics.linear.NeutrinoResponse;

/**
 * Evolves one box and projects it whenever light for a lens plane crosses it. Leapfrog with momenta
 * at half steps; kicks and drifts follow linear growth exactly ({@link StepGrowth}). Between steps
 * particles move along their drift, so planes need no steps of their own.
 */
final class Simulation {
  /** Steps are even in this power of the scale factor: shorter ones in ln a when clusters form. */
  private static final double STEP_POWER = 0.5;

  private final BoxSettings box;
  private final LinearPower power;
  private final StepGrowth growth;
  private final NeutrinoResponse response;
  private final Workers workers;

  Simulation(BoxSettings box, LinearPower power, Workers workers) {
    this.box = box;
    this.power = power;
    this.workers = workers;
    response = new NeutrinoResponse(power.background());
    growth = new StepGrowth(power.background(), response.omegaCold());
  }

  /** What is done with the particles at a moment between two steps. */
  @FunctionalInterface
  interface Snapshot {
    /**
     * @param drift factor that takes the particles to that moment
     */
    void at(Particles particles, float drift, double scaleFactor);
  }

  /**
   * Runs a box until the last of some moments.
   *
   * @param moments scale factors, in any order
   */
  void run(long seed, long number, List<Double> moments, Snapshot snapshot, Progress progress) {
    Particles particles = new InitialConditions(box, power, growth, workers).draw(seed, number);
    ParticleMesh gravity = new ParticleMesh(box.mesh(), workers);
    List<Double> waiting = new ArrayList<>(moments);
    Collections.sort(waiting);
    double[] times = times(waiting.get(0));
    double before = times[0];
    for (int i = 0; i + 1 < times.length && !waiting.isEmpty(); i++) {
      if (Thread.interrupted()) {
        Thread.currentThread().interrupt();
        throw new CancellationException("interrupted while simulating a light cone");
      }
      double middle = Math.sqrt(times[i] * times[i + 1]);
      gravity.kick(particles, green(times[i]), growth.kick(before, times[i], middle));
      while (!waiting.isEmpty() && waiting.get(0) <= times[i + 1]) {
        double moment = waiting.remove(0);
        snapshot.at(particles, growth.drift(times[i], middle, moment), moment);
      }
      particles.drift(growth.drift(times[i], middle, times[i + 1]), workers);
      before = middle;
      progress.steps(i + 1, times.length - 1);
    }
  }

  private double[] times(double firstMoment) {
    double first = 1 / (1 + box.startRedshift());
    if (firstMoment < first) {
      throw new IllegalArgumentException(
          "start redshift = "
              + box.startRedshift()
              + " is not allowed: a lens plane lies at "
              + (1 / firstMoment - 1));
    }
    double[] times = new double[box.steps() + 1];
    double from = Math.pow(first, STEP_POWER);
    for (int i = 0; i < times.length; i++) {
      times[i] = Math.pow(from + (1 - from) * i / box.steps(), 1 / STEP_POWER);
    }
    times[0] = first;
    times[box.steps()] = 1;
    return times;
  }

  /**
   * -R(k, a)/k^2, k in radians per cell. On a mesh as fine as the particles the two cloud-in-cell
   * windows are divided out; on the finer one that would feed the imprint of the lattice.
   */
  private RadialFilter green(double a) {
    double cell = 2 * Math.PI / box.mesh();
    return new RadialFilter(
        box.mesh(),
        k -> -response.factor(k * box.fundamental(), a) / (k * k * cell * cell),
        RadialFilter.sharpening(box.mesh(), box.mesh() == box.particles() ? 2 : 0));
  }
}
