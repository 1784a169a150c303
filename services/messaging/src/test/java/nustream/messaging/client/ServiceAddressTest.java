package nustream.messaging.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class ServiceAddressTest {
  private static ServiceAddress of(String text) {
    return ServiceAddress.parse("--server", text);
  }

  @Test
  void theSchemeSaysWhetherThereIsTls() {
    assertEquals(new ServiceAddress(false, "maps", 18085), of("maps:18085"));
    assertEquals(of("maps:18085"), of("http://maps:18085/"));
    assertEquals(
        new ServiceAddress(true, "maps.example.org", 18085), of("https://maps.example.org:18085"));
    assertEquals(443, of("https://maps.example.org").port());
    assertEquals("https://maps:1", of("https://maps:1").toString());
    assertEquals("[::1]:7", of("[::1]:7").toString());
    assertEquals("https://maps:1/q/metrics", of("https://maps:1").page("/q/metrics").toString());
  }

  @Test
  void whatIsNoAddressIsNamedWithItsOption() {
    for (String wrong :
        List.of(
            "maps",
            "maps:",
            ":1",
            "maps:0",
            "maps:65536",
            "maps:x",
            "",
            "http://maps",
            "ftp://maps:1",
            "https://maps:1/path",
            "https://me@maps:1")) {
      var refused = assertThrows(IllegalArgumentException.class, () -> of(wrong), wrong);
      assertTrue(
          refused.getMessage().startsWith("--server = " + wrong + ", allowed https://HOST:PORT"),
          refused.getMessage());
    }
  }

  @Test
  void onlyLoopbackIsSafeWithoutTls() {
    assertFalse(of("127.0.0.1:1").exposed());
    assertFalse(of("[::1]:1").exposed());
    assertFalse(of("https://192.0.2.1:1").exposed());
    assertTrue(of("192.0.2.1:1").exposed());
  }
}
