package nustream.broker;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.Feature;
import org.apache.kafka.server.common.MetadataVersion;

/** The folder that holds the broker's data. */
final class DataFolder {
  private DataFolder() {}

  /** Makes the folder unless it is there. */
  static void create(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new BrokerStartException(
          "cannot make the broker's data folder " + folder + ": " + e, e);
    }
  }

  /** Makes the folder a KRaft log directory unless it is one already. */
  static void format(Path folder) {
    var said = new ByteArrayOutputStream();
    try {
      if (Files.exists(folder.resolve("meta.properties"))) {
        return;
      }
      new Formatter()
          .setPrintStream(new PrintStream(said, true, StandardCharsets.UTF_8))
          .setClusterId(Uuid.randomUuid().toString())
          .setNodeId(NodeProperties.NODE_ID)
          .setControllerListenerName(NodeProperties.CONTROLLER_LISTENER)
          .setSupportedFeatures(Feature.PRODUCTION_FEATURES)
          .setReleaseVersion(MetadataVersion.LATEST_PRODUCTION)
          .setMetadataLogDirectory(folder.toString())
          .addDirectory(folder.toString())
          .run();
    } catch (Exception e) {
      throw new BrokerStartException(
          "cannot prepare the broker's data folder "
              + folder
              + ": "
              + e.getMessage()
              + " "
              + said.toString(StandardCharsets.UTF_8).strip(),
          e);
    }
  }
}
