package nustream.campaigns.jobs;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import nustream.campaigns.v1.TrainingArgument;
import nustream.campaigns.v1.TrainingArgument.ValueCase;
import nustream.campaigns.v1.TrainingCommand;
import nustream.campaigns.v1.TrainingResources;
import nustream.campaigns.v1.TrainingService;
import nustream.campaigns.v1.TrainingSpec;
import nustream.contracts.TrainingOption;
import nustream.contracts.TrainingOption.Type;
import nustream.contracts.TrainingOptions;
import nustream.messaging.errors.ErrorWord;
import nustream.messaging.errors.FieldChecks;
import nustream.messaging.errors.NustreamException;

/**
 * What a training may be told. A spec that passes holds nothing but values of the table of options,
 * so no caller can name a folder, a store or a broker.
 */
final class TrainingRules {
  private static final Pattern MODEL = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");
  private static final int LEAST_CPU_MILLICORES = 100;

  /** Below it no JVM with the engine's natives starts. */
  private static final int LEAST_MEMORY_MIB = 1024;

  private static final int LEAST_SECONDS = 60;

  private final JobsConfig config;

  TrainingRules(JobsConfig config) {
    this.config = config;
  }

  /**
   * The spec with defaults filled in and its arguments in order, so that equal trainings are equal
   * messages.
   *
   * @throws NustreamException INVALID_FIELD or OVER_LIMIT, naming field, value and what is allowed
   */
  TrainingSpec complete(TrainingSpec asked) {
    FieldChecks.chosen("spec.service", asked.getService());
    FieldChecks.chosen("spec.command", asked.getCommand());
    List<TrainingOption> options =
        TrainingOptions.of(
            TrainingWords.of(asked.getService()), TrainingWords.of(asked.getCommand()));
    if (options.isEmpty()) {
      throw NustreamException.invalid(
          "spec.command", asked.getCommand(), "a command of " + asked.getService());
    }
    Set<String> given = new HashSet<>();
    for (TrainingArgument argument : asked.getArgumentsList()) {
      check(argument, options);
      if (!given.add(argument.getName())) {
        throw NustreamException.invalid("spec.arguments", argument.getName(), "each at most once");
      }
    }
    requireWhatTheCommandNeeds(asked, given);
    checkModel(asked);
    return TrainingSpec.newBuilder()
        .setService(asked.getService())
        .setCommand(asked.getCommand())
        .addAllArguments(
            asked.getArgumentsList().stream()
                .filter(argument -> !unsetFlag(argument))
                .sorted(Comparator.comparing(TrainingArgument::getName))
                .toList())
        .setModel(asked.getModel())
        .setResources(resources(asked.getResources()))
        .build();
  }

  private static void check(TrainingArgument argument, List<TrainingOption> options) {
    TrainingOption option =
        options.stream()
            .filter(known -> known.name().equals(argument.getName()))
            .findFirst()
            .orElseThrow(
                () ->
                    NustreamException.invalid(
                        "spec.arguments.name",
                        argument.getName(),
                        "one of " + options.stream().map(TrainingOption::name).toList()));
    boolean allowed =
        switch (argument.getValueCase()) {
          case INTEGER ->
              option.type() == Type.INTEGER && option.allows(argument.getInteger())
                  || option.type() == Type.NUMBER && option.allows(argument.getInteger());
          case NUMBER -> option.type() == Type.NUMBER && option.allows(argument.getNumber());
          case TEXT -> option.type() == Type.TEXT && option.allows(argument.getText());
          case FLAG -> option.type() == Type.FLAG;
          case VALUE_NOT_SET -> false;
        };
    if (!allowed) {
      throw NustreamException.invalid(
          "spec.arguments." + argument.getName(), Arguments.value(argument), option.allowed());
    }
  }

  private static boolean unsetFlag(TrainingArgument argument) {
    return argument.getValueCase() == ValueCase.FLAG && !argument.getFlag();
  }

  private static void requireWhatTheCommandNeeds(TrainingSpec asked, Set<String> given) {
    boolean sampler = asked.getService() == TrainingService.TRAINING_SERVICE_DIFFUSION_SAMPLER;
    if (sampler
        && asked.getCommand() == TrainingCommand.TRAINING_COMMAND_TRAIN
        && given.contains("steps") == given.contains("minutes")) {
      throw NustreamException.invalid(
          "spec.arguments", given, "either steps or minutes with train");
    }
    if (asked.getCommand() == TrainingCommand.TRAINING_COMMAND_FINE_TUNE
        && !given.contains("model")) {
      throw NustreamException.invalid(
          "spec.arguments", given, "model, the name or digest to start from, with fine-tune");
    }
  }

  private static void checkModel(TrainingSpec asked) {
    if (asked.getCommand() == TrainingCommand.TRAINING_COMMAND_TUNE) {
      if (!asked.getModel().isEmpty()) {
        throw NustreamException.invalid(
            "spec.model", asked.getModel(), "none with tune, which releases no model");
      }
    } else if (!MODEL.matcher(asked.getModel()).matches()) {
      throw NustreamException.invalid(
          "spec.model", asked.getModel(), "1 to 63 characters of [a-z0-9-]");
    }
  }

  private TrainingResources resources(TrainingResources asked) {
    return TrainingResources.newBuilder()
        .setGpus((int) within("gpus", Integer.toUnsignedLong(asked.getGpus()), 0, config.maxGpus()))
        .setCpuMillicores(
            (int)
                orDefault(
                    "cpu_millicores",
                    Integer.toUnsignedLong(asked.getCpuMillicores()),
                    config.cpuMillicores(),
                    LEAST_CPU_MILLICORES,
                    config.maxCpuMillicores()))
        .setMemoryMib(
            (int)
                orDefault(
                    "memory_mib",
                    Integer.toUnsignedLong(asked.getMemoryMib()),
                    config.memoryMib(),
                    LEAST_MEMORY_MIB,
                    config.maxMemoryMib()))
        .setMaxSeconds(
            orDefault(
                "max_seconds",
                asked.getMaxSeconds(),
                config.runTime().toSeconds(),
                LEAST_SECONDS,
                config.maxRunTime().toSeconds()))
        .build();
  }

  private static long orDefault(String field, long asked, long unset, long least, long most) {
    return asked == 0 ? unset : within(field, asked, least, most);
  }

  /** For unsigned fields: above 2^63 they arrive as negative numbers. */
  private static long within(String field, long value, long least, long most) {
    String path = "spec.resources." + field;
    if (Long.compareUnsigned(value, most) > 0) {
      throw NustreamException.about(
          ErrorWord.OVER_LIMIT, path, Long.toUnsignedString(value), least + " to " + most);
    }
    return FieldChecks.inRange(path, value, least, most);
  }
}
