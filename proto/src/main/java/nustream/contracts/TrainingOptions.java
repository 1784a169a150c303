package nustream.contracts;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import nustream.contracts.TrainingOption.Type;

/**
 * The table of what a training may be told, read from {@code nustream/training-options.csv}. Where
 * a model is read from and written to, and who is told of it, is not in it: that is for who starts
 * the training to say.
 */
public final class TrainingOptions {
  private static final String RESOURCE = "/nustream/training-options.csv";
  private static final String LIMITS = " to ";
  private static final Pattern NOTHING = Pattern.compile("");
  private static final List<TrainingOption> ALL = read();

  private TrainingOptions() {}

  /** Every option of a command, in the order of the table; none when there is no such command. */
  public static List<TrainingOption> of(String service, String command) {
    return ALL.stream()
        .filter(option -> option.service().equals(service) && option.command().equals(command))
        .toList();
  }

  /** The option of this name. */
  public static Optional<TrainingOption> find(String service, String command, String name) {
    return of(service, command).stream().filter(option -> option.name().equals(name)).findFirst();
  }

  private static List<TrainingOption> read() {
    try (var in =
        new BufferedReader(
            new InputStreamReader(
                TrainingOptions.class.getResourceAsStream(RESOURCE), StandardCharsets.UTF_8))) {
      return in.lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(TrainingOptions::row)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static TrainingOption row(String line) {
    String[] cells = line.split(";", -1);
    if (cells.length != 5) {
      throw new IllegalStateException(RESOURCE + ": want 5 cells in '" + line + "'");
    }
    Type type = Type.valueOf(cells[3].strip().toUpperCase(Locale.ROOT));
    String values = cells[4].strip();
    boolean number = type == Type.INTEGER || type == Type.NUMBER;
    String[] limits = number ? values.split(LIMITS, 2) : new String[] {"0", "0"};
    return new TrainingOption(
        cells[0].strip(),
        cells[1].strip(),
        cells[2].strip(),
        type,
        Double.parseDouble(limits[0]),
        Double.parseDouble(limits[1]),
        type == Type.TEXT ? Pattern.compile(values) : NOTHING);
  }
}
