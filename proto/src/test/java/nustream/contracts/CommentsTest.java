package nustream.contracts;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Every message, enum, service, method, field and enum value has a comment on the line before it.
 */
class CommentsTest {
  private static final Pattern DECLARATION =
      Pattern.compile("(message|enum|service|rpc)\\s.*|[\\w.<>, ]+\\s=\\s\\d+\\s*(\\[.*])?;");

  /** The zero of an enum means "not set" in all of them. */
  private static final Pattern UNSPECIFIED = Pattern.compile("\\w+_UNSPECIFIED = 0;");

  @Test
  void everythingIsCommented() throws IOException {
    List<String> bare = new ArrayList<>();
    int declarations = 0;
    for (Path file : ContractFiles.paths()) {
      String before = "";
      int number = 0;
      for (String line : Files.readAllLines(file)) {
        number++;
        String text = line.strip();
        boolean declares =
            DECLARATION.matcher(text).matches() && !UNSPECIFIED.matcher(text).matches();
        declarations += declares ? 1 : 0;
        if (declares && !before.startsWith("//")) {
          bare.add(file.getFileName() + ":" + number + ": " + text);
        }
        before = text;
      }
    }
    assertEquals(List.of(), bare);
    int known = declarations;
    assertEquals(true, known > 150, () -> "only " + known + " declarations were recognised");
  }
}
