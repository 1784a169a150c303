package nustream.local.supervisor;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.logging.ErrorManager;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.LogRecord;

/**
 * Writes the supervisor's own records into a {@link LogFile}. Stays open until the process is gone,
 * because the last lines are written while it shuts down.
 */
final class LogFileHandler extends Handler {
  private final LogFile file;

  LogFileHandler(LogFile file) {
    this.file = file;
    setFormatter(new Line());
  }

  @Override
  public void publish(LogRecord record) {
    if (!isLoggable(record)) {
      return;
    }
    try {
      file.write(getFormatter().format(record));
    } catch (IOException e) {
      reportError(null, e, ErrorManager.WRITE_FAILURE);
    }
  }

  @Override
  public void flush() {
    // Every line is flushed as it is written.
  }

  @Override
  public void close() {
    // Left to the end of the process.
  }

  private static final class Line extends Formatter {
    @Override
    public String format(LogRecord record) {
      String line =
          record.getLevel() + " [" + record.getLoggerName() + "] " + formatMessage(record);
      if (record.getThrown() == null) {
        return line;
      }
      var trace = new StringWriter();
      record.getThrown().printStackTrace(new PrintWriter(trace, true));
      return line + "\n" + trace.toString().stripTrailing();
    }
  }
}
