package nustream.local.supervisor;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Command lines of JVMs, with the JDK that runs this one. */
public final class JavaCommand {
  /**
   * From this release on, native libraries and reflection into the JDK have to be allowed by flags.
   */
  private static final int FLAGS_SINCE = 24;

  private JavaCommand() {}

  /** The java program of the JDK that runs this process. */
  public static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /** Flags that this release of the JDK wants from every JVM of the system. */
  public static List<String> flags() {
    return flags(Runtime.version().feature());
  }

  static List<String> flags(int release) {
    var flags = new ArrayList<String>();
    flags.add("-XX:+UseSerialGC");
    // A service without memory is restarted; one that limps on helps nobody.
    flags.add("-XX:+ExitOnOutOfMemoryError");
    flags.add("--add-opens=java.base/java.lang=ALL-UNNAMED");
    if (release >= FLAGS_SINCE) {
      flags.add("--enable-native-access=ALL-UNNAMED");
      flags.add("--sun-misc-unsafe-memory-access=allow");
    }
    return flags;
  }

  /**
   * The command line of a service.
   *
   * @param spec the service
   * @param jar its quarkus-run.jar
   * @param port its port on the loopback interface
   * @param bootstrapServers address of the broker
   */
  static List<String> service(ServiceSpec spec, Path jar, int port, String bootstrapServers) {
    var properties = new TreeMap<>(spec.properties());
    properties.put("quarkus.http.host", PortPlan.LOOPBACK);
    properties.put("quarkus.http.port", Integer.toString(port));
    properties.put("kafka.bootstrap.servers", bootstrapServers);
    // The log files carry the time already.
    properties.put("quarkus.log.console.format", "%-5p [%c{2.}] %s%e%n");
    properties.put("quarkus.banner.enabled", "false");
    // Asked several times a second while it starts, and each no is a line otherwise.
    properties.put("quarkus.log.category.\"io.smallrye.health\".level", "ERROR");
    var command = new ArrayList<String>();
    command.add(java());
    command.addAll(flags());
    command.addAll(spec.jvmFlags());
    for (Map.Entry<String, String> property : properties.entrySet()) {
      command.add("-D" + property.getKey() + "=" + property.getValue());
    }
    command.add("-jar");
    command.add(jar.toString());
    return command;
  }
}
