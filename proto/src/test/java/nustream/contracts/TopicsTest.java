package nustream.contracts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.Descriptors.FileDescriptor;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TopicsTest {
  @Test
  void everyConstantIsInTheTable() throws IllegalAccessException {
    Set<String> constants = new HashSet<>();
    for (var field : Topics.class.getFields()) {
      if (field.getType() == String.class) {
        constants.add((String) field.get(null));
      }
    }
    Set<String> rows = new HashSet<>();
    Topics.all().forEach(topic -> rows.add(topic.name()));
    assertEquals(rows, constants);
    assertEquals(rows.size(), Topics.all().size(), "no topic twice");
  }

  @Test
  void everyValueIsAMessageOfTheContracts() throws IOException {
    Set<String> messages = new HashSet<>();
    for (FileDescriptor file : ContractFiles.descriptors()) {
      file.getMessageTypes().forEach(message -> messages.add(message.getFullName()));
    }
    for (Topic topic : Topics.all()) {
      assertTrue(messages.contains(topic.valueType()), topic::valueType);
    }
  }

  @Test
  void aRowHasItsCells() {
    Topic candidates = Topics.named(Topics.CANDIDATES);
    assertEquals("block id", candidates.key());
    assertEquals("nustream.flavor.v1.CandidateBlock", candidates.valueType());
    assertEquals(4, candidates.partitions());
    assertEquals(Optional.of(Duration.ofDays(1)), candidates.retention());
    assertEquals(Optional.of(12L << 30), candidates.mostBytes());
    assertEquals(2 * 1024 * 1024, candidates.maxBytes());
    assertEquals("flavor.candidates.v1.dlq", candidates.deadLetters());
    assertFalse(candidates.compacted());
    assertTrue(Topics.named(Topics.CAMPAIGNS).compacted());
    assertEquals(Optional.empty(), Topics.named(Topics.CAMPAIGNS).mostBytes());
    assertThrows(IllegalArgumentException.class, () -> Topics.named("no.such.v1"));
  }

  @Test
  void aRowThatMakesNoSenseIsRefused() {
    Optional<Duration> day = Optional.of(Duration.ofDays(1));
    Optional<Long> most = Optional.of(1L << 20);
    assertRefused(
        "topic name 'Flavor' is not", () -> new Topic("Flavor", "k", "v", 1, day, most, 2048));
    assertRefused("0 partitions", () -> new Topic("a.b.v1", "k", "v", 0, day, most, 2048));
    assertRefused("max bytes 7", () -> new Topic("a.b.v1", "k", "v", 1, day, most, 7));
    assertRefused(
        "bytes of a partition",
        () -> new Topic("a.b.v1", "k", "v", 1, day, Optional.empty(), 2048));
    assertRefused(
        "2047 bytes", () -> new Topic("a.b.v1", "k", "v", 1, day, Optional.of(2047L), 2048));
  }

  private static void assertRefused(String part, Runnable made) {
    var e = assertThrows(IllegalArgumentException.class, made::run);
    assertTrue(e.getMessage().contains(part), e::getMessage);
  }
}
