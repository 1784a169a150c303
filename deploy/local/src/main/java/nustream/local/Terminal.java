package nustream.local;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Where a command speaks: answers go to {@code out}, progress and errors to {@code err}.
 *
 * @param out standard output
 * @param err standard error
 * @param interactive whether {@code err} is a terminal, where a line may be drawn over
 */
public record Terminal(PrintStream out, PrintStream err, boolean interactive) {
  /** System property that the start script sets when standard error is a terminal. */
  private static final String INTERACTIVE_PROPERTY = "nustream.interactive";

  public static Terminal system() {
    return new Terminal(
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8),
        new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8),
        Boolean.getBoolean(INTERACTIVE_PROPERTY));
  }

  /** A line of progress. */
  public void say(String format, Object... args) {
    err.printf(format + "%n", args);
  }
}
