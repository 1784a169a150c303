package nustream.sampler.model;

import nustream.flavor.physics.Ordering;

/** Takes a block from noise to candidates. */
interface DenoisingLoop {
  /** Takes all steps of the schedule; changes block.x. */
  void run(DenoisingBlock block, SamplingSchedule schedule, Ordering ordering, double guidance);
}
