package nustream.campaigns.jobs;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.HashMap;
import java.util.Map;
import nustream.campaigns.v1.TrainingArgument;
import nustream.campaigns.v1.TrainingCommand;
import nustream.campaigns.v1.TrainingResources;
import nustream.campaigns.v1.TrainingService;
import nustream.campaigns.v1.TrainingSpec;

/** Specs and settings to test with. */
public final class Specs {
  private Specs() {}

  /** Settings with their defaults but for images and what is given. */
  public static JobsConfig config(Map<String, String> values) {
    Map<String, String> all = new HashMap<>();
    all.put("campaigns.jobs.enabled", "true");
    all.put("campaigns.jobs.sampler-image", "registry/sampler:1");
    all.put("campaigns.jobs.classifier-image", "registry/classifier:1");
    all.putAll(values);
    return bare(all);
  }

  public static JobsConfig bare(Map<String, String> values) {
    return new SmallRyeConfigBuilder()
        .addDiscoveredConverters()
        .withMapping(JobsConfig.class)
        .withDefaultValues(values)
        .build()
        .getConfigMapping(JobsConfig.class);
  }

  /** A small training of the sampler. */
  public static TrainingSpec.Builder train(long steps) {
    return TrainingSpec.newBuilder()
        .setService(TrainingService.TRAINING_SERVICE_DIFFUSION_SAMPLER)
        .setCommand(TrainingCommand.TRAINING_COMMAND_TRAIN)
        .setModel("seesaw-small")
        .addArguments(integer("steps", steps));
  }

  public static TrainingSpec.Builder tune() {
    return TrainingSpec.newBuilder()
        .setService(TrainingService.TRAINING_SERVICE_CNN_CLASSIFIER)
        .setCommand(TrainingCommand.TRAINING_COMMAND_TUNE)
        .addArguments(integer("trials", 20));
  }

  public static TrainingResources.Builder resources(int gpus, int cpuMillicores, int memoryMib) {
    return TrainingResources.newBuilder()
        .setGpus(gpus)
        .setCpuMillicores(cpuMillicores)
        .setMemoryMib(memoryMib);
  }

  public static TrainingArgument integer(String name, long value) {
    return TrainingArgument.newBuilder().setName(name).setInteger(value).build();
  }

  public static TrainingArgument number(String name, double value) {
    return TrainingArgument.newBuilder().setName(name).setNumber(value).build();
  }

  public static TrainingArgument text(String name, String value) {
    return TrainingArgument.newBuilder().setName(name).setText(value).build();
  }

  public static TrainingArgument flag(String name, boolean value) {
    return TrainingArgument.newBuilder().setName(name).setFlag(value).build();
  }
}
