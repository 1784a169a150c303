package nustream.local.trainings;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import nustream.campaigns.v1.TrainingArgument;
import nustream.campaigns.v1.TrainingCommand;
import nustream.campaigns.v1.TrainingResources;
import nustream.campaigns.v1.TrainingService;
import nustream.campaigns.v1.TrainingSpec;
import nustream.contracts.TrainingOption;
import nustream.contracts.TrainingOptions;
import nustream.local.UserError;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What is to be trained. */
final class SpecOptions {
  @Parameters(
      index = "0",
      paramLabel = "SERVICE",
      description = "diffusion-sampler or cnn-classifier.")
  private String service;

  @Parameters(
      index = "1",
      paramLabel = "COMMAND",
      description = "train, fine-tune (sampler) or tune (classifier).")
  private String command;

  @Option(
      names = "--model",
      paramLabel = "NAME",
      defaultValue = "",
      description = "Name to release under; none with tune.")
  private String model;

  @Option(
      names = "--set",
      paramLabel = "OPTION=VALUE",
      description = "An option of the command without its dashes. May be repeated.")
  private Map<String, String> options = new LinkedHashMap<>();

  @Option(names = "--gpus", defaultValue = "0", description = "Default: ${DEFAULT-VALUE}.")
  private int gpus;

  @Option(
      names = "--cpu-millicores",
      defaultValue = "0",
      description = "Thousandths of a core; 0 = the service's default.")
  private int cpuMillicores;

  @Option(
      names = "--memory-mib",
      defaultValue = "0",
      description = "Memory, MiB; 0 = the service's default.")
  private int memoryMib;

  @Option(
      names = "--max-seconds",
      defaultValue = "0",
      description = "Time over all attempts; 0 = the service's default.")
  private long maxSeconds;

  TrainingSpec spec() {
    TrainingSpec.Builder spec =
        TrainingSpec.newBuilder()
            .setService(constant(TrainingService.class, "TRAINING_SERVICE_", "SERVICE", service))
            .setCommand(constant(TrainingCommand.class, "TRAINING_COMMAND_", "COMMAND", command))
            .setModel(model)
            .setResources(
                TrainingResources.newBuilder()
                    .setGpus(gpus)
                    .setCpuMillicores(cpuMillicores)
                    .setMemoryMib(memoryMib)
                    .setMaxSeconds(maxSeconds));
    options.forEach((name, value) -> spec.addArguments(argument(name, value)));
    return spec.build();
  }

  private TrainingArgument argument(String name, String value) {
    TrainingOption option =
        TrainingOptions.find(service, command, name)
            .orElseThrow(
                () ->
                    new UserError(
                        "--set "
                            + name
                            + ": allowed with "
                            + command
                            + ": "
                            + TrainingOptions.of(service, command).stream()
                                .map(TrainingOption::name)
                                .toList()));
    TrainingArgument.Builder argument = TrainingArgument.newBuilder().setName(name);
    try {
      switch (option.type()) {
        case INTEGER -> argument.setInteger(Long.parseLong(value));
        case NUMBER -> argument.setNumber(Double.parseDouble(value));
        case TEXT -> argument.setText(value);
        case FLAG -> argument.setFlag(Boolean.parseBoolean(value));
      }
      return argument.build();
    } catch (NumberFormatException e) {
      throw new UserError("--set " + name + "=" + value + ": allowed " + option.allowed(), e);
    }
  }

  private static <E extends Enum<E>> E constant(
      Class<E> type, String prefix, String parameter, String word) {
    try {
      return Enum.valueOf(type, prefix + word.toUpperCase(Locale.ROOT).replace('-', '_'));
    } catch (IllegalArgumentException e) {
      throw new UserError(parameter + " is '" + word + "': see --help", e);
    }
  }
}
