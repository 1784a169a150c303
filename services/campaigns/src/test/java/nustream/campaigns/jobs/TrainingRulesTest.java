package nustream.campaigns.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import nustream.campaigns.v1.TrainingCommand;
import nustream.campaigns.v1.TrainingService;
import nustream.campaigns.v1.TrainingSpec;
import nustream.messaging.errors.ErrorWord;
import nustream.messaging.errors.NustreamException;
import org.junit.jupiter.api.Test;

class TrainingRulesTest {
  private final TrainingRules rules = new TrainingRules(Specs.config(Map.of()));

  @Test
  void defaultsAreFilledInAndArgumentsSorted() {
    TrainingSpec spec =
        rules.complete(
            Specs.train(100)
                .addArguments(Specs.integer("batch", 64))
                .addArguments(Specs.number("rate", 1e-3))
                .build());
    assertEquals(List.of("--batch=64", "--rate=0.001", "--steps=100"), Arguments.options(spec));
    assertEquals(0, spec.getResources().getGpus());
    assertEquals(2000, spec.getResources().getCpuMillicores());
    assertEquals(4096, spec.getResources().getMemoryMib());
    assertEquals(86_400, spec.getResources().getMaxSeconds());
    assertEquals(spec, rules.complete(spec), "a complete spec stays as it is");
  }

  @Test
  void whatIsNotInTheTableIsRefused() {
    for (String name : List.of("store", "out", "announce", "name", "cache", "nothing", "--steps")) {
      assertRefused(
          "spec.arguments.name is '" + name + "'",
          Specs.train(10).addArguments(Specs.text(name, "x")));
    }
    assertRefused(
        "spec.arguments.batch is '0'; allowed: an integer, 1 to 65536",
        Specs.train(10).addArguments(Specs.integer("batch", 0)));
    assertRefused(
        "spec.arguments.batch is '64'", Specs.train(10).addArguments(Specs.text("batch", "64")));
    assertRefused(
        "spec.arguments.rate is 'NaN'",
        Specs.train(10).addArguments(Specs.number("rate", Double.NaN)));
    assertRefused(
        "spec.arguments.start is '../x'",
        Specs.train(10).addArguments(Specs.text("start", "../x")));
    assertRefused(
        "allowed: each at most once", Specs.train(10).addArguments(Specs.integer("steps", 11)));
  }

  @Test
  void commandsNeedWhatTheyNeed() {
    assertRefused(
        "either steps or minutes", Specs.train(10).addArguments(Specs.number("minutes", 3)));
    assertRefused("either steps or minutes", Specs.train(10).clearArguments());
    assertRefused(
        "the name or digest to start from",
        Specs.train(10).setCommand(TrainingCommand.TRAINING_COMMAND_FINE_TUNE));
    assertRefused(
        "a command of", Specs.train(10).setCommand(TrainingCommand.TRAINING_COMMAND_TUNE));
    assertRefused(
        "a command of", Specs.tune().setCommand(TrainingCommand.TRAINING_COMMAND_FINE_TUNE));
    assertRefused("releases no model", Specs.tune().setModel("x"));
    assertRefused("spec.model is ''", Specs.train(10).setModel(""));
    assertRefused("spec.model is '../current'", Specs.train(10).setModel("../current"));
    assertRefused("spec.service", Specs.train(10).clearService());
    assertRefused("spec.service", Specs.train(10).setServiceValue(77));
    assertEquals("", rules.complete(Specs.tune().build()).getModel());
  }

  @Test
  void resourcesHaveLimits() {
    NustreamException gpus =
        assertThrows(
            NustreamException.class,
            () -> rules.complete(Specs.train(10).setResources(Specs.resources(2, 0, 0)).build()));
    assertEquals(ErrorWord.OVER_LIMIT, gpus.word());
    assertEquals("spec.resources.gpus is '2'; allowed: 0 to 1", gpus.getMessage());
    NustreamException memory =
        assertThrows(
            NustreamException.class,
            () -> rules.complete(Specs.train(10).setResources(Specs.resources(0, 0, 100)).build()));
    assertEquals("spec.resources.memory_mib is 100; allowed: 1024 to 524288", memory.getMessage());
    TrainingSpec.Builder endless = Specs.train(10);
    endless.getResourcesBuilder().setMaxSeconds(-1);
    assertThrows(NustreamException.class, () -> rules.complete(endless.build()));
  }

  @Test
  void theIdFollowsFromTheWorkAndNotFromWhatItMayUse() {
    String id = id(Specs.train(100));
    assertTrue(id.matches("diffusion-sampler-train-[0-9a-f]{16}"), id);
    assertEquals(id, id(Specs.train(100).setResources(Specs.resources(1, 4000, 8192))));
    assertNotEquals(id, id(Specs.train(101)));
    assertNotEquals(id, id(Specs.train(100).setModel("seesaw-other")));
    assertNotEquals(id, id(Specs.train(100).addArguments(Specs.integer("seed", 1))));
    assertEquals(
        id(Specs.train(100).addArguments(Specs.number("rate", 2e-3))),
        id(Specs.train(100).addArguments(Specs.number("rate", 0.002))));
    assertEquals(
        id(Specs.train(100).addArguments(Specs.integer("decades", 1))),
        id(Specs.train(100).addArguments(Specs.number("decades", 1.0))),
        "an integer and the same number are the same option");
    assertEquals(
        id(Specs.tune()), id(Specs.tune().addArguments(Specs.flag("same-two-point", false))));
    assertTrue(id(Specs.tune()).length() <= 63);
  }

  private String id(TrainingSpec.Builder spec) {
    return TrainingId.of(rules.complete(spec.build()));
  }

  private void assertRefused(String message, TrainingSpec.Builder spec) {
    NustreamException refused =
        assertThrows(NustreamException.class, () -> rules.complete(spec.build()));
    assertEquals(ErrorWord.INVALID_FIELD, refused.word());
    assertTrue(refused.getMessage().contains(message), refused.getMessage());
  }

  @Test
  void servicesHaveTheNamesOfTheirFolders() {
    assertEquals(
        "cnn-classifier", TrainingWords.of(TrainingService.TRAINING_SERVICE_CNN_CLASSIFIER));
    assertEquals("fine-tune", TrainingWords.of(TrainingCommand.TRAINING_COMMAND_FINE_TUNE));
  }
}
