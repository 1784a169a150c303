package nustream.local.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import nustream.arrays.NpzReader;
import nustream.local.documents.Runs;
import nustream.local.grpc.LocalEndpoints;
import nustream.local.grpc.ServiceChannels;
import nustream.local.supervisor.JavaCommand;
import nustream.local.supervisor.ServiceTable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** What others make of the whole system: files, reports, and clients in other languages. */
@TestMethodOrder(OrderAnnotation.class)
class ClientsTest extends WholeSystem {
  @BeforeAll
  static void order() throws IOException {
    calm();
    calmMaps();
  }

  @Test
  @Order(1)
  void aCampaignIsWatchedAndExportedInEveryFormat() throws IOException {
    assertEquals("succeeded", system.ask("campaigns", "watch", "calm").get("state").asText());
    long accepted = campaign("calm").getProgress().getAccepted();
    for (String format : List.of("parquet", "csv", "npz")) {
      JsonNode answer =
          system.ask("campaigns", "export", "calm", "--out=" + exported("solutions." + format));
      assertEquals(accepted, answer.get("rows").asLong());
      assertEquals(format, answer.get("format").asText());
    }
    for (String format : List.of("parquet", "npz")) {
      system.ask("campaigns", "export", "calm-maps", "--out=" + exported("maps." + format));
    }
    assertEquals(-1, Files.mismatch(csv("calm"), exported("solutions.csv")));
    try (var arrays = new NpzReader(exported("solutions.npz"))) {
      assertEquals(ids(csv("calm")), List.of(arrays.texts("id")));
      assertEquals(accepted, arrays.shape("parameters")[0]);
    }
    try (var arrays = new NpzReader(exported("maps.npz"))) {
      assertEquals(MAPS, arrays.doubles("logit").length);
    }
  }

  @Test
  @Order(2)
  void reportsHoldWhatTheyAreMadeFrom() throws IOException {
    for (String id : List.of("calm", "calm-maps")) {
      Path folder = exported("report-" + id);
      JsonNode answer = system.ask("report", id, "--out=" + folder);
      String page = Files.readString(Path.of(answer.get("report").asText()));
      assertTrue(page.contains(campaign(id).getProgress().getModelDigest()), "the model's digest");
      assertTrue(page.contains("--seed " + SEED), "how to make it again");
      assertTrue(page.split("<svg viewBox").length - 1 >= 5, "figures");
      // Nothing is fetched: no page, style, script or picture of another place.
      assertFalse(page.matches("(?s).*(src|href)=.*"), "links");
      assertFalse(page.contains("NaN"), "numbers");
    }
  }

  /** By pandas, pyarrow, NumPy and astropy. */
  @Test
  @Order(3)
  void pythonReadsTheFiles() throws Exception {
    String[] maps = {"lensing", "simulate", "--count=3", "--npix=32", "--mnu=0.1", "--ngal=30"};
    system.ask(words(maps, "--out-file=" + exported("kappa.npz")));
    system.ask(words(maps, "--out=" + exported("kappa")));
    Path script = ROOT.resolve("deploy/local/src/test/python/read_files.py");
    String said = program(python.await().toString(), script.toString(), exports().toString());
    assertTrue(said.contains("solutions, " + MAPS + " classifications, 3 maps"), said);
  }

  @Test
  @Order(4)
  void theClientsOfTheExamplesWork() throws Exception {
    Path clients = ROOT.resolve("deploy/clients");
    Map<String, String> java =
        blocks(
            program(
                JavaCommand.java(),
                "-cp",
                System.getProperty("java.class.path"),
                clients.resolve("java/ConsumeSolutions.java").toString(),
                "--broker",
                system.brokerAddress(),
                "--blocks",
                "8",
                "--seconds",
                "300"));
    String program = python.await().toString();
    String stubs = "--stubs=" + python.stubs();
    Map<String, String> kafka =
        blocks(
            program(
                program,
                clients.resolve("python/consume.py").toString(),
                "--broker=" + system.brokerAddress(),
                "--blocks=8",
                "--seconds=300",
                stubs));
    // Partitions are read in any order, so the two may have seen others of the blocks.
    kafka.forEach((block, said) -> assertEquals(said, java.getOrDefault(block, said)));

    Path picture = exported("mee.png");
    String grpc =
        program(
            program,
            clients.resolve("python/solutions.py").toString(),
            "calm",
            "--campaigns=" + system.address(ServiceTable.CAMPAIGNS),
            "--results=" + system.address(ServiceTable.RESULTS),
            stubs,
            "--out=" + picture,
            "--csv=" + exported("frame.csv"));
    assertTrue(grpc.contains(ids(csv("calm")).size() + " solutions, median m_ee"), grpc);
    assertEquals((byte) 'P', Files.readAllBytes(picture)[1]);
    // The stream has the order of the topic, where blocks stand as they were done.
    assertEquals(new HashSet<>(ids(csv("calm"))), new HashSet<>(ids(exported("frame.csv"))));
  }

  /** What a consumer says of each of eight blocks. */
  private static Map<String, String> blocks(String said) {
    var blocks = new HashMap<String, String>();
    Matcher line = Pattern.compile("(?m)^([a-z0-9-]+/[0-9]+): (.*)$").matcher(said);
    while (line.find()) {
      assertTrue(line.group(2).matches("[0-9]+ solutions(, m_ee from [0-9.]+ meV)?"), said);
      blocks.put(line.group(1), line.group(2));
    }
    assertEquals(8, blocks.size(), said);
    assertTrue(said.contains("8 blocks, "), said);
    return blocks;
  }

  @Test
  @Order(5)
  void everyServiceDescribesItself() {
    for (String service :
        List.of(
            ServiceTable.DIFFUSION_SAMPLER,
            ServiceTable.CAMPAIGNS,
            ServiceTable.RESULTS,
            ServiceTable.MAP_SIMULATOR,
            ServiceTable.CNN_CLASSIFIER)) {
      try (var channels = new ServiceChannels(new LocalEndpoints(system.state()))) {
        String described = Reflection.services(channels.to(service));
        assertTrue(described.contains("nustream."), service + ": " + described);
      }
    }
  }

  @Test
  @Order(6)
  void theCallsOfGrpcurlWork() throws Exception {
    String said =
        program(
            "env",
            "GRPCURL=" + Grpcurl.await(ROOT),
            ROOT.resolve("deploy/clients/grpcurl.sh").toString(),
            "calm",
            system.address(ServiceTable.CAMPAIGNS),
            system.address(ServiceTable.RESULTS));
    assertTrue(said.contains("nustream.results.v1.Results"), said);
    assertTrue(said.contains("STATE_SUCCEEDED") && said.contains("\"cursor\""), said);
  }

  /** On what the tests before have made, in the words of the documents. */
  @Test
  @Order(7)
  void theCommandsOfTheDocumentsWork() throws IOException {
    var runs = new Runs(folder.resolve("documents"));
    for (List<String> command : Runs.onSystem()) {
      List<String> words =
          command.stream()
              .map(word -> word.equals("MAPS_CAMPAIGN") ? "calm-maps" : word)
              .map(word -> word.equals("CAMPAIGN") ? "calm" : word)
              .toList();
      String said = runs.run(words, "--home=" + system.home().folder());
      assertFalse(said.isBlank(), words.toString());
    }
  }

  private static String[] words(String[] first, String last) {
    return Stream.concat(Stream.of(first), Stream.of(last)).toArray(String[]::new);
  }
}
