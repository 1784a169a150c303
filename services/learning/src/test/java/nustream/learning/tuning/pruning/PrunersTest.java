package nustream.learning.tuning.pruning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import nustream.learning.tuning.Reference;
import nustream.learning.tuning.Studies;
import nustream.learning.tuning.Study;
import nustream.learning.tuning.Trial;
import nustream.learning.tuning.sampling.RandomSampler;
import nustream.learning.tuning.trial.Direction;
import nustream.learning.tuning.trial.TrialRecord;
import org.junit.jupiter.api.Test;

class PrunersTest {
  private static Study study(JsonNode given, Pruner pruner) throws IOException {
    String direction = given.path("direction").asText().toUpperCase(Locale.ROOT);
    return Studies.inMemory(Direction.valueOf(direction), new RandomSampler(0), pruner);
  }

  @Test
  void percentileDecidesAsOptuna() throws IOException {
    int pruned = 0;
    int index = 0;
    for (JsonNode given : Reference.cases("percentile")) {
      Pruner pruner =
          new PercentilePruner(
              given.path("percentile").doubleValue(),
              given.path("startup").intValue(),
              given.path("warmup").intValue(),
              given.path("interval").intValue(),
              given.path("least").intValue());
      Study study = study(given, pruner);
      for (JsonNode reports : given.path("complete")) {
        Trial trial = study.ask();
        for (int step = 0; step < reports.size(); step++) {
          trial.report(Reference.number(reports.get(step)), step);
        }
        study.tell(trial, Reference.number(reports.get(reports.size() - 1)));
      }
      Trial trial = study.ask();
      for (int step = 0; step < given.path("running").size(); step++) {
        trial.report(Reference.number(given.path("running").get(step)), step);
        boolean expected = given.path("prune").get(step).booleanValue();
        assertEquals(expected, trial.shouldPrune(), "case " + index + " step " + step);
        pruned += expected ? 1 : 0;
      }
      index++;
    }
    assertEquals(45, pruned); // both answers occur
  }

  @Test
  void successiveHalvingDecidesAsOptuna() throws IOException {
    int index = 0;
    int pruned = 0;
    for (JsonNode given : Reference.cases("halving")) {
      Pruner pruner =
          new SuccessiveHalvingPruner(
              given.path("least").intValue(),
              given.path("eta").intValue(),
              given.path("rate").intValue());
      Study study = study(given, pruner);
      for (JsonNode expected : given.path("trials")) {
        Trial trial = study.ask();
        boolean prune = false;
        for (int step = 0; step < expected.path("reports").size(); step++) {
          trial.report(expected.path("reports").get(step).doubleValue(), step);
          prune = trial.shouldPrune();
          assertEquals(
              expected.path("prune").get(step).booleanValue(),
              prune,
              "case " + index + " trial " + trial.number() + " step " + step);
        }
        if (prune) {
          study.tellPruned(trial);
          pruned++;
        } else {
          study.tell(trial, trial.record().reports().lastEntry().getValue());
        }
      }
      index++;
    }
    assertTrue(pruned > 50, "pruned " + pruned);
  }

  @Test
  void bracketsAreThoseOfOptuna() {
    for (JsonNode given : Reference.cases("brackets")) {
      int most = given.path("max").intValue();
      HyperbandPruner pruner =
          new HyperbandPruner(given.path("min").intValue(), most, given.path("eta").intValue());
      int brackets = pruner.brackets(most);
      assertEquals(given.path("brackets").intValue(), brackets);
      for (int b = 0; b < brackets; b++) {
        assertEquals(given.path("budgets").get(b).intValue(), pruner.budget(b, brackets));
      }
      for (int number = 0; number < given.path("trials").size(); number++) {
        assertEquals(
            given.path("trials").get(number).intValue(),
            pruner.bracket("lensing", number, most),
            "trial " + number + " of " + given);
      }
    }
  }

  @Test
  void hyperbandComparesWithinItsBracketOnly() throws IOException {
    HyperbandPruner pruner = new HyperbandPruner(1, 9, 3);
    Study study = Studies.inMemory(Direction.MINIMIZE, new RandomSampler(0), pruner);
    for (int i = 0; i < 40; i++) {
      Trial trial = study.ask();
      int bracket = pruner.bracket("study", trial.number(), 9);
      // A later bracket has its first rung later: 1, 3, 9 steps.
      double value = 1000 * bracket + i; // worse with each trial: all but the first are pruned
      int step = 0;
      boolean prune = false;
      while (step < 9 && !prune) {
        step++;
        trial.report(value, step);
        prune = trial.shouldPrune();
      }
      boolean first =
          study.snapshot().trials().stream()
              .filter(other -> other.number() < trial.number())
              .noneMatch(other -> pruner.bracket("study", other.number(), 9) == bracket);
      assertEquals(!first, prune, "trial " + i);
      if (prune) {
        assertEquals((int) Math.pow(3, bracket), step, "trial " + i);
        study.tellPruned(trial);
      } else {
        study.tell(trial, value);
      }
      List<TrialRecord> peers = pruner.peers(study.snapshot(), i).trials();
      assertTrue(peers.stream().allMatch(p -> pruner.bracket("study", p.number(), 9) == bracket));
    }
  }

  @Test
  void noPrunerNeverPrunes() throws IOException {
    Study study = Studies.inMemory(new RandomSampler(0));
    Trial trial = study.ask();
    trial.report(Double.NaN, 0);
    assertFalse(trial.shouldPrune());
  }

  @Test
  void settingsOutsideTheirRangeAreNamed() {
    assertTrue(
        assertThrows(IllegalArgumentException.class, () -> new PercentilePruner(101, 5, 0, 1, 1))
            .getMessage()
            .contains("101"));
    assertThrows(IllegalArgumentException.class, () -> new SuccessiveHalvingPruner(1, 1, 0));
    assertThrows(IllegalArgumentException.class, () -> new HyperbandPruner(10, 5, 3));
  }
}
