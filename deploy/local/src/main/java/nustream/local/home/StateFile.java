package nustream.local.home;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import nustream.local.UserError;

/** The state file of a home folder: replaced as a whole, so a reader never sees half of it. */
public final class StateFile {
  private static final ObjectMapper JSON =
      new ObjectMapper().configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false);

  private final Path file;

  public StateFile(Home home) {
    this.file = home.stateFile();
  }

  public void write(SystemState state) {
    Path next = file.resolveSibling(file.getFileName() + ".next");
    try {
      Files.write(next, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(state));
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }

  /** The last state written; empty when no system was ever started here. */
  public Optional<SystemState> read() {
    try {
      return Optional.of(JSON.readValue(Files.readAllBytes(file), SystemState.class));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UserError("cannot read " + file + " (" + e.getMessage() + "); remove it", e);
    }
  }

  /** The state, when the supervisor that wrote it still runs. */
  public Optional<SystemState> readRunning() {
    return read().filter(state -> state.supervisor().running().isPresent());
  }
}
