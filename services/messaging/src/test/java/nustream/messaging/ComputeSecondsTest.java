package nustream.messaging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Locale;
import java.util.OptionalDouble;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class ComputeSecondsTest {
  private final Headers headers = new RecordHeaders();

  @Test
  void whatWasSetLastIsReadToTheMicrosecondWhateverTheLanguage() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.GERMANY);
      ComputeSeconds.set(headers, 3);
      ComputeSeconds.set(headers, 0.0033004);
    } finally {
      Locale.setDefault(before);
    }
    assertEquals(1, headers.toArray().length);
    assertEquals(
        "0.003300", new String(headers.lastHeader("nustream-compute-seconds").value(), UTF_8));
    assertEquals(OptionalDouble.of(0.0033), ComputeSeconds.of(headers));
  }

  @Test
  void aHeaderThatIsNoNumberOfSecondsCountsAsAbsent() {
    assertEquals(OptionalDouble.empty(), ComputeSeconds.of(headers));
    for (String text : new String[] {"", "soon", "NaN", "-1", "Infinity", "0,5"}) {
      headers.add(HeaderNames.COMPUTE_SECONDS, text.getBytes(UTF_8));
      assertEquals(OptionalDouble.empty(), ComputeSeconds.of(headers), text);
    }
    headers.add(HeaderNames.COMPUTE_SECONDS, null);
    assertEquals(OptionalDouble.empty(), ComputeSeconds.of(headers));
  }

  @Test
  void aCostThatIsNoneIsNotSet() {
    assertThrows(IllegalArgumentException.class, () -> ComputeSeconds.set(headers, -1e-9));
    assertThrows(IllegalArgumentException.class, () -> ComputeSeconds.set(headers, Double.NaN));
  }
}
