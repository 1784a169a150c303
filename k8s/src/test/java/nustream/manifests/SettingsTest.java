package nustream.manifests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.ConfigMappings;
import io.smallrye.config.ConfigMappings.ConfigClass;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every environment variable is a setting that exists: a misspelt one would say nothing. */
class SettingsTest {
  /** What the JVM, libtorch and DJL read. */
  private static final Set<String> NO_SETTINGS = Set.of("JDK_JAVA_OPTIONS");

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("nustream");

  static Stream<Workload> workloads() {
    return Rendering.overlays().stream()
        .flatMap(folder -> Rendering.of(folder).workloads().stream());
  }

  @ParameterizedTest
  @MethodSource("workloads")
  void everyVariableIsASetting(Workload workload) {
    Set<String> known = new TreeSet<>(NO_SETTINGS);
    settings(workload.name()).forEach(name -> known.add(variable(name)));

    Set<String> unknown = new TreeSet<>(workload.environment().keySet());
    unknown.removeAll(known);

    assertEquals(Set.of(), unknown, workload.name() + " has no such settings");
  }

  @ParameterizedTest
  @MethodSource("workloads")
  void mappingsOfTheServiceAreFound(Workload workload) {
    // Lest everything passes because nothing was looked at.
    assertTrue(settings(workload.name()).contains("nustream.drain.grace"));
    if (workload.name().equals("campaigns")) {
      assertTrue(settings("campaigns").contains("campaigns.window"));
      assertTrue(!settings("campaigns").contains("sampler.workers"));
    }
  }

  /** Names of all settings that a service has. */
  private static Set<String> settings(String service) {
    Set<String> names = new TreeSet<>();
    for (JavaClass type : CLASSES) {
      if (type.isAnnotatedWith(ConfigMapping.class) && belongs(type, service)) {
        names.addAll(
            ConfigMappings.getProperties(ConfigClass.configClass(type.reflect())).keySet());
      }
    }
    names.addAll(new ServiceSources(service).properties().stringPropertyNames());
    names.addAll(ServiceSources.shared().stringPropertyNames());
    // Both channels and plain clients read the clients' own names after this prefix.
    names.addAll(
        AdminClientConfig.configNames().stream()
            .map(n -> "kafka." + n)
            .collect(Collectors.toSet()));
    return names;
  }

  /** Whether the class is in the service or in a library that all have. */
  private static boolean belongs(JavaClass type, String service) {
    String source = type.getSource().orElseThrow().getUri().toString();
    return List.of(service, "messaging", "serving").stream()
        .anyMatch(
            module ->
                source.contains("/services/" + module + "/")
                    || source.contains("nustream-" + module + "-"));
  }

  /** As SmallRye Config reads the environment. */
  private static String variable(String setting) {
    return Arrays.stream(setting.split("[^A-Za-z0-9]", -1))
        .collect(Collectors.joining("_"))
        .toUpperCase(Locale.ROOT);
  }
}
