package nustream.learning.schedule;

/** The learning rate of each training step. Implementations are immutable. */
@FunctionalInterface
public interface LearningRateSchedule {

  /**
   * The learning rate of one step.
   *
   * @param step number of the step, from 0
   */
  double at(long step);

  /** The same rate at every step. */
  static LearningRateSchedule constant(double rate) {
    Schedules.requirePositive("rate", rate);
    return step -> rate;
  }

  /**
   * {@code initial * gamma^floor(step / stepsPerEpoch)}: constant within an epoch.
   *
   * @param initial rate of the first epoch, {@code > 0}
   * @param gamma factor from one epoch to the next, in (0, 1]
   * @param stepsPerEpoch steps between two factors; 1 makes gamma a factor per step
   */
  static LearningRateSchedule exponential(double initial, double gamma, long stepsPerEpoch) {
    Schedules.requirePositive("initial rate", initial);
    if (!(gamma > 0 && gamma <= 1)) {
      throw new IllegalArgumentException("gamma is " + gamma + ", want 0 < gamma <= 1");
    }
    Schedules.requireSteps("steps per epoch", stepsPerEpoch);
    return step -> initial * Math.pow(gamma, step / stepsPerEpoch);
  }

  /**
   * {@code floor + (initial - floor) (1 + cos(pi step / totalSteps)) / 2}, and the floor after the
   * last step: one half cosine without restarts (Loshchilov and Hutter, arXiv:1608.03983, eq. 5).
   *
   * @param initial rate at step 0, {@code > 0}
   * @param floor rate at {@code totalSteps} and after, in [0, initial]
   * @param totalSteps length of the descent in steps, {@code >= 1}
   */
  static LearningRateSchedule cosine(double initial, double floor, long totalSteps) {
    Schedules.requirePositive("initial rate", initial);
    if (!(floor >= 0 && floor <= initial)) {
      throw new IllegalArgumentException(
          "floor is " + floor + ", want 0 to the initial rate " + initial);
    }
    Schedules.requireSteps("total steps", totalSteps);
    return step -> {
      double done = Math.min(1, (double) step / totalSteps);
      return floor + (initial - floor) * (1 + Math.cos(Math.PI * done)) / 2;
    };
  }

  /**
   * This schedule, multiplied by {@code (step + 1) / warmupSteps} during the first steps.
   *
   * @param warmupSteps length of the linear rise; 0 changes nothing
   */
  default LearningRateSchedule withWarmup(long warmupSteps) {
    if (warmupSteps < 0) {
      throw new IllegalArgumentException("warm-up is " + warmupSteps + " steps, want at least 0");
    }
    return step -> at(step) * (step < warmupSteps ? (step + 1.0) / warmupSteps : 1);
  }

  /**
   * Reads a schedule from text: {@code constant:1e-3}, {@code exponential:1e-3,0.95,500} (initial,
   * gamma, steps per epoch), {@code cosine:1e-3,1e-5,20000} (initial, floor, total steps); each may
   * end in {@code +warmup:500}.
   *
   * @throws IllegalArgumentException naming the text and what is allowed
   */
  static LearningRateSchedule parse(String text) {
    return Schedules.parse(text);
  }
}
