package nustream.results.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.util.Properties;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDriver;
import org.jboss.logging.Logger;

/** Opens the file, or puts a new one in the place of a file that cannot be used. */
final class DatabaseFile {
  private static final Logger LOG = Logger.getLogger(DatabaseFile.class);

  private final StoreSettings settings;

  DatabaseFile(StoreSettings settings) {
    this.settings = settings;
  }

  /**
   * A connection to a file with the tables of this version. What the file held is only a copy of
   * the topics, so one that is broken or of another version is set aside, as {@code .unusable}, and
   * filled anew.
   *
   * @throws IllegalStateException when another process has the file
   */
  DuckDBConnection open() {
    try {
      Files.createDirectories(settings.file().toAbsolutePath().getParent());
      DuckDBConnection connection = connectOrSetAside();
      if (!Schema.isEmpty(connection) && !Schema.isCurrent(connection)) {
        connection.close();
        setAside("its tables are not of version " + Schema.VERSION);
        connection = connect();
      }
      if (Schema.isEmpty(connection)) {
        Schema.create(connection);
        LOG.infof("database=created file=%s schema=%d", settings.file(), Schema.VERSION);
      }
      return connection;
    } catch (SQLException e) {
      throw new DatabaseException("cannot open " + settings.file(), e);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot use " + settings.file(), e);
    }
  }

  private DuckDBConnection connectOrSetAside() throws SQLException, IOException {
    try {
      return connect();
    } catch (SQLException e) {
      if (String.valueOf(e.getMessage()).contains("Could not set lock")) {
        throw new IllegalStateException(
            settings.file() + " is open in another process; every replica needs a file of its own",
            e);
      }
      if (!Files.exists(settings.file())) {
        throw e;
      }
      setAside(e.getMessage());
      return connect();
    }
  }

  private DuckDBConnection connect() throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("memory_limit", settings.memoryBytes() + "B");
    properties.setProperty("threads", Integer.toString(settings.threads()));
    properties.setProperty("wal_autocheckpoint", settings.checkpointBytes() + "B");
    properties.setProperty("temp_directory", settings.file() + ".spill");
    properties.setProperty("max_temp_directory_size", settings.temporaryBytes() + "B");
    // What is needed is inside the library; nothing is looked for on the network.
    properties.setProperty("autoinstall_known_extensions", "false");
    properties.setProperty("autoload_known_extensions", "false");
    // Not by way of DriverManager, which does not see drivers of every class loader.
    return new DuckDBDriver()
        .connect("jdbc:duckdb:" + settings.file(), properties)
        .unwrap(DuckDBConnection.class);
  }

  private void setAside(String reason) throws IOException {
    LOG.warnf(
        "database=rebuild file=%s reason=\"%s\" kept_as=%s.unusable",
        settings.file(), reason, settings.file());
    Path log = Path.of(settings.file() + ".wal");
    Files.move(
        settings.file(),
        Path.of(settings.file() + ".unusable"),
        StandardCopyOption.REPLACE_EXISTING);
    Files.deleteIfExists(log);
  }
}
