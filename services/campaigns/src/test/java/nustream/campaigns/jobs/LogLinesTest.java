package nustream.campaigns.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.Stream;
import nustream.campaigns.v1.TrainingLogs;
import org.junit.jupiter.api.Test;

class LogLinesTest {
  private static InputStream bytes(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  private static List<TrainingLogs> messages(InputStream in, long most) {
    List<TrainingLogs> messages = new ArrayList<>();
    new LogLines(in, most).forEachRemaining(messages::add);
    return messages;
  }

  private static List<String> lines(InputStream in, long most) {
    return messages(in, most).stream().flatMap(it -> it.getLinesList().stream()).toList();
  }

  @Test
  void linesComeWholeAndTheLastNeedsNoEnd() {
    assertEquals(
        List.of("step=1 loss=0.5", "", "Grüße", "last"),
        lines(bytes("step=1 loss=0.5\r\n\nGrüße\nlast"), 1000));
    assertEquals(List.of(), lines(bytes(""), 1000));
  }

  @Test
  void aLineWithoutEndIsCutAndTakesNoMemory() {
    InputStream endless =
        new SequenceInputStream(
            Collections.enumeration(
                Stream.generate(() -> bytes("x".repeat(100_000))).limit(50).toList()));
    List<String> lines = lines(new SequenceInputStream(endless, bytes("\nnext\n")), 1 << 20);
    assertEquals(2, lines.size());
    assertEquals(2048 + " ... (cut)".length(), lines.get(0).length());
    assertEquals("next", lines.get(1));
  }

  @Test
  void messagesAndTheWholeHaveTheirBounds() {
    String line = "y".repeat(99) + "\n";
    List<TrainingLogs> messages = messages(bytes(line.repeat(5_000)), 100_000);
    assertTrue(messages.size() > 1);
    for (TrainingLogs message : messages) {
      assertTrue(message.getSerializedSize() < 64 * 1024, "" + message.getSerializedSize());
    }
    List<String> lines = messages.stream().flatMap(it -> it.getLinesList().stream()).toList();
    assertTrue(lines.get(lines.size() - 1).contains("ask again"), lines.get(lines.size() - 1));
    assertEquals(1012, lines.size(), "1011 lines exceed 100,000 characters");
  }

  @Test
  void afterTheEndThereIsNothing() {
    LogLines lines = new LogLines(bytes("a\n"), 10);
    assertEquals(List.of("a"), lines.next().getLinesList());
    assertFalse(lines.hasNext());
    assertThrows(NoSuchElementException.class, lines::next);
  }
}
