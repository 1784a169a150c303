package nustream.campaigns.scaling.stream;

import nustream.campaigns.scaling.ScalingConfig;
import nustream.campaigns.scaling.cost.CostBook;
import nustream.campaigns.scaling.cost.Forecast;
import nustream.campaigns.scaling.cost.Worker;
import nustream.campaigns.scaling.work.WorkRecords;
import nustream.contracts.Topics;
import nustream.flavor.v1.SampleRequest;
import nustream.lensing.v1.ConvergenceMap;
import nustream.lensing.v1.MapRequest;
import nustream.messaging.Values;

/** Which topics and groups belong to which worker, and how their records are read. */
final class WorkerTopics {
  /** Requests are written in transactions of a few records each and their markers. */
  private static final int REQUEST_RUN = 16;

  /** Requests are below 1 KiB each. */
  private static final int REQUEST_FETCH_BYTES = 256 * 1024;

  /** A map is a batch of its own: fetched one at a time, whatever its size. */
  private static final int MAP_FETCH_BYTES = 1;

  private WorkerTopics() {}

  /** {@link IllegalArgumentException} naming a setting that is out of its range. */
  static WorkerWatch watch(Worker worker, String bootstrapServers, ScalingConfig config) {
    CostBook costs = new CostBook(prior(worker, config), config.averagedOver());
    Forecast forecast = new Forecast();
    return new WorkerWatch(
        bootstrapServers,
        work(worker, config),
        history(worker, config, costs, forecast),
        costs,
        forecast,
        config.kafkaTimeout());
  }

  private static double prior(Worker worker, ScalingConfig config) {
    return switch (worker) {
      case DIFFUSION_SAMPLER -> config.sampler().secondsPerItem();
      case CNN_CLASSIFIER -> config.classifier().secondsPerItem();
      case MAP_SIMULATOR -> config.simulator().secondsPerItem();
    };
  }

  private static WorkTopic work(Worker worker, ScalingConfig config) {
    return switch (worker) {
      case DIFFUSION_SAMPLER ->
          new WorkTopic(
              Topics.SAMPLE_REQUESTS,
              config.sampler().group(),
              config.sampler().readOffsets(),
              Math.min(REQUEST_RUN, config.sampler().readOffsets()),
              REQUEST_FETCH_BYTES,
              record ->
                  WorkRecords.of(
                      Values.decode(record, SampleRequest.class), config.sampler().shippedSteps()));
      case CNN_CLASSIFIER ->
          new WorkTopic(
              Topics.MAPS,
              config.classifier().group(),
              config.classifier().readOffsets(),
              1,
              MAP_FETCH_BYTES,
              record -> WorkRecords.of(Values.decode(record, ConvergenceMap.class)));
      case MAP_SIMULATOR ->
          new WorkTopic(
              Topics.MAP_REQUESTS,
              config.simulator().group(),
              config.simulator().readOffsets(),
              Math.min(REQUEST_RUN, config.simulator().readOffsets()),
              REQUEST_FETCH_BYTES,
              record ->
                  WorkRecords.of(
                      Values.decode(record, MapRequest.class),
                      config.simulator().lightconeFactor()));
    };
  }

  private static History history(
      Worker worker, ScalingConfig config, CostBook costs, Forecast forecast) {
    int offsets = config.measuredOffsets();
    return switch (worker) {
      case DIFFUSION_SAMPLER ->
          History.ofVerdicts(offsets, config.sampler().shippedSteps(), costs, forecast);
      case CNN_CLASSIFIER -> History.ofClassifications(offsets, costs, forecast);
      case MAP_SIMULATOR -> History.none();
    };
  }
}
