package nustream.local.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import nustream.local.documents.Documents;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.UnmatchedArgumentException;

/** The pages of the reference are those that the sources make. */
class ReferenceTest {
  static final String REGENERATE =
      "./mvnw -pl deploy/local -am -Dtest=ReferenceTest -Dnustream.reference.update=true"
          + " -Dsurefire.failIfNoSpecifiedTests=false test";

  private static final String UPDATE = "nustream.reference.update";

  @Test
  void settingsAreUpToDate() throws IOException {
    check(Reference.SETTINGS, Reference.settings());
  }

  @Test
  void commandsAreUpToDate() throws IOException {
    check(Reference.COMMANDS, Reference.commands());
  }

  @Test
  void everyServiceHasSettings() {
    List<String> prefixes = new SettingsReference(JavaSources.of(Reference.SERVICES)).prefixes();
    assertTrue(
        prefixes.containsAll(
            List.of("sampler", "filter", "campaigns", "results", "simulator", "classifier")),
        prefixes.toString());
  }

  @Test
  void settingsOfAnExtendedMappingAndTheirDefaultsAreFound() throws IOException {
    String page = Reference.settings();
    // Its own default instead of the one of what it extends, which says none.
    assertTrue(page.contains("| `classifier.default-model` | `nu-cnn-gaussian-z1` |"), page);
    assertTrue(page.contains("| `sampler.reload-interval` | `5s` |"), page);
    assertTrue(page.contains("| `classifier.models` | unset |"), page);
  }

  @Test
  void metersAreFoundHoweverTheirNamesAreMade() {
    List<String> names =
        new MetersReference(JavaSources.of(List.of("campaigns", "results", "serving", "messaging")))
            .names();
    for (String name :
        List.of(
            "nustream.*.compute.seconds",
            "nustream.campaigns.*.accepted",
            "nustream.campaigns.requests",
            "nustream.campaigns.scaling.item.seconds",
            "nustream.results.lag",
            "nustream.dead_letters")) {
      assertTrue(names.contains(name), name + " is not among " + names);
    }
  }

  @Test
  void commandsOfAServiceParseAsItsOwnProgramDoes() {
    CommandLine classifier = ProgramCommands.of("cnn-classifier");
    CommandLine train = classifier.getSubcommands().get("train");
    assertNotNull(train);
    assertTrue(train.getCommandSpec().findOption("--name").required());
    classifier.parseArgs("train", "--name=mine", "--out=folder", "--zs=2", "--steps", "10");
    UnmatchedArgumentException unknown =
        assertThrows(
            UnmatchedArgumentException.class,
            () -> classifier.parseArgs("train", "--name=mine", "--out=folder", "--stepz=10"));
    assertEquals(List.of("--stepz=10"), unknown.getUnmatched());
  }

  private static void check(Path page, String made) throws IOException {
    Path committed = Documents.ROOT.resolve(page);
    if (Boolean.getBoolean(UPDATE)) {
      Files.writeString(committed, made);
    }
    assertEquals(made, Files.readString(committed), "stale: " + REGENERATE);
  }
}
