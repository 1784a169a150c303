package nustream.sampler.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import nustream.flavor.physics.CandidateJudge;
import nustream.flavor.physics.LeptonObservables;
import nustream.flavor.physics.NufitRelease;
import nustream.flavor.physics.Ordering;
import nustream.flavor.physics.ScaleFreeSeesaw;
import nustream.flavor.physics.random.CounterRandom;
import nustream.learning.store.ModelCard;
import nustream.learning.store.ModelRelease;
import nustream.learning.torch.HostTensor;
import nustream.learning.torch.TorchDevice;
import nustream.learning.torch.TorchModule;
import nustream.learning.torch.TorchRuntime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SeesawGeneratorTest {
  @TempDir Path folder;

  /** A small network with a random last layer, so that every part of it matters. */
  private ModelRelease model(Variant variant) throws IOException {
    DenoiserNetwork network = new DenoiserNetwork(variant, 16, 2);
    Map<String, HostTensor> parameters = network.initialParameters(7);
    CounterRandom random = new CounterRandom(8, 0, 0);
    float[] last = parameters.get("output_weight").values();
    for (int k = 0; k < last.length; k++) {
      last[k] = (float) (0.1 * random.nextGaussian());
    }
    Path file = Files.write(folder.resolve(variant.word()), ModelFile.pack(network, parameters));
    ModelCard card =
        new ModelCard(
            "seesaw-" + variant.word(),
            variant.word(),
            "anarchy/log1",
            List.of("NO"),
            "test",
            List.of("test"),
            "none",
            Map.of("width", "16", "layers", "2"),
            Map.of(),
            Map.of(),
            0,
            10,
            0,
            1,
            0,
            "",
            "2026-01-01T00:00:00Z");
    return new ModelRelease(card.name(), "", folder, file, card);
  }

  private static GenerationRequest request(double guidance, double eta) {
    return new GenerationRequest(
        5, 3, 40, NufitRelease.DEFAULT_NAME, Ordering.NO, Target.BOX, guidance, 8, eta);
  }

  @ParameterizedTest
  @EnumSource
  void theSameRequestGivesTheSameBytes(Variant variant) throws IOException {
    ModelRelease model = model(variant);
    try (SeesawGenerator one = SeesawGenerator.open(model);
        SeesawGenerator other = SeesawGenerator.open(model)) {
      double[] first = one.generate(request(0.3, 0.5));
      assertEquals(40 * 21, first.length);
      double[] between = one.generate(request(0.3, 0.5).withBlock(4));
      assertFalse(Arrays.equals(first, between));
      assertArrayEquals(first, one.generate(request(0.3, 0.5)));
      assertArrayEquals(first, other.generate(request(0.3, 0.5)));
    }
  }

  @Test
  void everyCandidateHasTheSplittingThatItAimsAt() throws IOException {
    try (SeesawGenerator generator = SeesawGenerator.open(model(Variant.INFORMED))) {
      double[] parameters = generator.generate(request(0, 0));
      CandidateJudge judge =
          new CandidateJudge(NufitRelease.named(NufitRelease.DEFAULT_NAME).table(Ordering.NO));
      for (int i = 0; i < 40; i++) {
        assertTrue(judge.judge(parameters, 21 * i) >= 0);
        LeptonObservables found = judge.observables();
        assertTrue(judge.table().dm2_3l().contains(found.dm2_3l()), "dm2_31 " + found.dm2_3l());
      }
    }
  }

  /** One native call for all steps computes what one call per step computes. */
  @ParameterizedTest
  @EnumSource(
      value = Target.class,
      names = {"BOX", "BEST_FIT"})
  void theTwoLoopsAgree(Target target) throws IOException {
    ModelRelease model = model(Variant.PLAIN);
    DenoiserNetwork network = ModelFile.network(model.card());
    TorchRuntime.prepareThread(1);
    GenerationRequest request =
        new GenerationRequest(5, 3, 20, NufitRelease.DEFAULT_NAME, Ordering.NO, target, 0.5, 8, 0);
    SamplingSchedule schedule = SamplingSchedule.of(8, 0);
    try (TorchModule module = TorchModule.load(model.modelFile(), TorchDevice.CPU)) {
      double[] whole = run(new NativeLoop(module), request, schedule);
      SteppedLoop stepped = new SteppedLoop(module, network, new ScaleFreeSeesaw(1));
      // Single precision through eight steps.
      assertArrayEquals(whole, run(stepped, request, schedule), 1e-4);
    }
  }

  private static double[] run(
      DenoisingLoop loop, GenerationRequest request, SamplingSchedule schedule) {
    DenoisingBlock block =
        DenoisingBlock.start(
            request, NufitRelease.named(request.release()).table(request.ordering()));
    loop.run(block, schedule, request.ordering(), request.guidance());
    return block.x();
  }

  @Test
  void anUntrainedInformedNetworkAnswersTheNewtonDirection() throws IOException {
    DenoiserNetwork network = new DenoiserNetwork(Variant.INFORMED, 16, 2);
    Map<String, HostTensor> parameters = network.initialParameters(7);
    assertEquals(-1, parameters.get("output_bias").values()[DenoiserNetwork.POINT]);
    Path file =
        Files.write(folder.resolve("fresh"), ModelFile.pack(network, network.initialParameters(7)));
    TorchRuntime.prepareThread(1);
    try (TorchModule module = TorchModule.load(file, TorchDevice.CPU)) {
      float[] row = new float[network.inputs()];
      for (int k = 0; k < row.length; k++) {
        row[k] = 0.01f * k;
      }
      float[] embedding = new float[NoiseLevel.EMBEDDING];
      NoiseLevel.ofLogRatio(-2).embed(embedding, 0);
      float[] velocity =
          module.infer(
              "denoise",
              new HostTensor(row, 1, row.length),
              new HostTensor(embedding, 1, embedding.length));
      for (int d = 0; d < DenoiserNetwork.POINT; d++) {
        assertEquals(-row[DenoiserNetwork.NEWTON + d], velocity[d], 1e-6);
      }
    }
  }

  /** As a model of a version whose rows held less would be. */
  @Test
  void parametersOfAnotherNetworkAreRefused() throws IOException {
    ModelRelease release = model(Variant.INFORMED);
    DenoiserNetwork other = new DenoiserNetwork(Variant.PLAIN, 16, 2);
    Files.write(release.modelFile(), ModelFile.pack(other, other.initialParameters(7)));
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> SeesawGenerator.open(release));
    assertTrue(refused.getMessage().contains("train it anew"), refused.getMessage());
  }

  @Test
  void anOrderingThatTheModelDoesNotKnowIsNamed() throws IOException {
    try (SeesawGenerator generator = SeesawGenerator.open(model(Variant.INFORMED))) {
      GenerationRequest inverted =
          new GenerationRequest(
              5, 3, 40, NufitRelease.DEFAULT_NAME, Ordering.IO, Target.BOX, 0, 8, 0);
      IllegalArgumentException refused =
          assertThrows(IllegalArgumentException.class, () -> generator.generate(inverted));
      assertTrue(refused.getMessage().contains("IO"), refused.getMessage());
    }
  }
}
