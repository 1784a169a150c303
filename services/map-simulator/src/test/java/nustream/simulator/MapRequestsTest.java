package nustream.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static nustream.messaging.testing.Patience.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import nustream.campaigns.v1.Campaign;
import nustream.campaigns.v1.State;
import nustream.contracts.Topics;
import nustream.lensing.messages.MapMessages;
import nustream.lensing.v1.ConvergenceMap;
import nustream.lensing.v1.Cosmology;
import nustream.lensing.v1.MapKind;
import nustream.lensing.v1.MapRequest;
import nustream.lensing.v1.MapSeries;
import nustream.messaging.HeaderNames;
import nustream.messaging.Values;
import nustream.messaging.deadletters.DeadLetter;
import nustream.messaging.testing.TestTopics;
import nustream.simulator.stream.CampaignStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Requests on the topic become maps, or dead letters. */
@QuarkusTest
@WithTestResource(SimulatorResource.class)
@Timeout(value = 10, unit = java.util.concurrent.TimeUnit.MINUTES)
class MapRequestsTest extends SimulatorFixture {
  @Inject CampaignStream campaigns;

  @Test
  void aRequestBecomesItsMapsAndARepeatedOneTheSameBytes() throws Exception {
    String campaign = TestTopics.campaign("maps");
    MapRequest request = request(campaign, s -> s).setFirst(4).setCount(3).build();
    TestTopics.send(List.of(record(campaign, request), record(campaign, request)));

    Map<String, List<byte[]>> bytes = new TreeMap<>();
    for (ConsumerRecord<String, byte[]> record : maps(campaign, 6)) {
      bytes.computeIfAbsent(record.key(), key -> new ArrayList<>()).add(record.value());
      assertEquals(record.key(), TestTopics.header(record, HeaderNames.ID));
      assertEquals(
          "nustream.lensing.v1.ConvergenceMap", TestTopics.header(record, HeaderNames.EVENT_TYPE));
    }
    assertEquals(
        List.of(campaign + "/4", campaign + "/5", campaign + "/6"), List.copyOf(bytes.keySet()));
    bytes.values().forEach(two -> assertArrayEquals(two.get(0), two.get(1)));

    ConvergenceMap fifth = ConvergenceMap.parseFrom(bytes.get(campaign + "/5").get(0));
    assertEquals(campaign, fifth.getCampaignId());
    assertEquals(5, fifth.getNumber());
    assertEquals(1, fifth.getLabel());
    assertEquals("nu-cnn", fifth.getModel());
    assertEquals(0.1, fifth.getRecipe().getCosmology().getSumMnuEv());
    assertEquals(2, fifth.getRecipe().getIndex());
    assertEquals(0.7, fifth.getRecipe().getCosmology().getH(), "defaults are filled in");
    // The recipe alone gives the map again.
    assertArrayEquals(
        maker.make(MapMessages.recipe(fifth)).pixels(), MapMessages.map(fifth).pixels());
    ConvergenceMap fourth = ConvergenceMap.parseFrom(bytes.get(campaign + "/4").get(0));
    assertEquals(0, fourth.getLabel());
    assertEquals(2, fourth.getRecipe().getIndex());
    assertNotEquals(fourth.getPixels(), fifth.getPixels());
  }

  @Test
  void theRequestsOfACampaignThatHasEndedArePassedOver() throws Exception {
    String ended = TestTopics.campaign("ended");
    String other = TestTopics.campaign("other");
    Campaign state = Campaign.newBuilder().setId(ended).setState(State.STATE_FAILED).build();
    TestTopics.send(List.of(TestTopics.record(Topics.CAMPAIGNS, ended, state)));
    await().until(() -> campaigns.ended().contains(ended));
    // In one partition, so that the one is done with when the other is.
    TestTopics.send(
        List.of(
            record(other, request(ended, s -> s).setCount(3).build()),
            record(other, request(other, s -> s).setCount(3).build())));

    maps(other, 3);
    assertEquals(List.of(), TestTopics.all(Topics.MAPS, ended));
    String deadLetters = Topics.named(Topics.MAP_REQUESTS).deadLetters();
    assertEquals(List.of(), TestTopics.all(deadLetters, other));
  }

  @Test
  void whatCannotBeServedBecomesDeadLettersAndTheStreamGoesOn() throws Exception {
    String campaign = TestTopics.campaign("dead");
    TestTopics.send(
        List.of(
            new ProducerRecord<>(Topics.MAP_REQUESTS, campaign, "no protobuf".getBytes(UTF_8)),
            record(campaign, request(campaign, s -> s).setCount(257).build()),
            record(campaign, request(campaign, s -> observed(s, o -> o.setPixels(512))).build()),
            record(
                campaign,
                request(
                        campaign,
                        s ->
                            observed(s, o -> o.setSourceRedshift(5))
                                .setKind(MapKind.MAP_KIND_LIGHTCONE))
                    .build()),
            record(
                campaign,
                request(campaign, s -> s.addCosmologies(Cosmology.newBuilder().setSumMnuEv(-1)))
                    .build()),
            record(campaign, request(campaign, s -> s).setFirst(8).build())));

    ConvergenceMap good = Values.decode(maps(campaign, 1).get(0), ConvergenceMap.class);
    assertEquals(8, good.getNumber());
    List<String> dead =
        TestTopics.await(Topics.named(Topics.MAP_REQUESTS).deadLetters(), campaign, 5).stream()
            .map(
                record ->
                    TestTopics.header(record, DeadLetter.REASON)
                        + " "
                        + TestTopics.header(record, DeadLetter.MESSAGE))
            .sorted()
            .toList();
    assertEquals("INVALID_FIELD count is 257; allowed: 1 to 256", dead.get(0));
    assertTrue(dead.get(1).startsWith("INVALID_FIELD series.cosmologies[2].sum_mnu_ev is -1.0"));
    assertTrue(dead.get(2).startsWith("INVALID_FIELD series: source redshift = 5.0"), dead.get(2));
    assertEquals(
        "OVER_LIMIT series.observation.pixels is 512; allowed: at most 256, 262144 bytes of pixels"
            + " in a message",
        dead.get(3));
    assertTrue(dead.get(4).startsWith("UNDECODABLE"), dead.get(4));
  }

  private static List<ConsumerRecord<String, byte[]>> maps(String campaign, int count) {
    return TestTopics.await(Topics.MAPS, campaign, count);
  }

  private static ProducerRecord<String, byte[]> record(String campaign, MapRequest request) {
    return new ProducerRecord<>(Topics.MAP_REQUESTS, campaign, request.toByteArray());
  }

  private static MapRequest.Builder request(
      String campaign, UnaryOperator<MapSeries.Builder> change) {
    return MapRequest.newBuilder()
        .setCampaignId(campaign)
        .setCount(1)
        .setModel("nu-cnn")
        .setSeries(series(change));
  }
}
