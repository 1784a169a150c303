package nustream.classifier.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import nustream.contracts.TrainingOption;
import nustream.contracts.TrainingOptions;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** What the table says a training may be told is what the commands take. */
class TrainingOptionsTest {
  private static final String SERVICE = "cnn-classifier";

  @Test
  void everyOptionOfTheTableIsOneOfItsCommand() {
    for (String command : List.of("train", "tune")) {
      CommandSpec spec = spec(command);
      for (TrainingOption option : TrainingOptions.of(SERVICE, command)) {
        OptionSpec found = spec.findOption("--" + option.name());
        assertNotNull(found, command + " has no --" + option.name());
        assertEquals(option.type() == TrainingOption.Type.FLAG, found.arity().max() == 0);
        Class<?> type = found.type();
        switch (option.type()) {
          case INTEGER ->
              assertTrue(
                  Set.of(int.class, Integer.class, long.class, Long.class).contains(type),
                  option + ": " + type);
          case NUMBER ->
              assertTrue(Set.of(double.class, Double.class).contains(type), option + ": " + type);
          case TEXT -> assertTrue(type == String.class || type.isEnum(), option + ": " + type);
          case FLAG -> assertEquals(boolean.class, type);
        }
      }
    }
  }

  @Test
  void whatWhoStartsATrainingAddsIsThereToo() {
    for (String added : List.of("--name", "--out", "--store", "--announce", "--cache")) {
      assertNotNull(spec("train").findOption(added), added);
    }
    for (String added : List.of("--out", "--cache")) {
      assertNotNull(spec("tune").findOption(added), added);
    }
  }

  private static CommandSpec spec(String command) {
    return ClassifierCommand.commandLine().getSubcommands().get(command).getCommandSpec();
  }
}
