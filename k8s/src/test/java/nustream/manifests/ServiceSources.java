package nustream.manifests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nustream.contracts.Topics;

/** The sources of a service, for what no class tells: channels, topics, names of meters. */
final class ServiceSources {
  static final List<String> SERVICES =
      List.of(
          "diffusion-sampler",
          "physics-filter",
          "campaigns",
          "results",
          "map-simulator",
          "cnn-classifier");

  private static final Pattern TOPIC_CONSTANT = Pattern.compile("\\bTopics\\.([A-Z][A-Z_]+)\\b");
  private static final Pattern CHANNEL_TOPIC =
      Pattern.compile("mp\\.messaging\\.(incoming|outgoing)\\.([a-z]+)\\.topic");

  private static final Pattern PREFIX = Pattern.compile("String PREFIX = \"(nustream\\.[a-z.]+)\"");
  private static final Pattern AFTER_PREFIX = Pattern.compile("PREFIX \\+ \"([a-z._]+)\"");
  private static final Pattern WHOLE = Pattern.compile("\"(nustream\\.[a-z_.]*[a-z_])\"");

  /** Meters of a library that serves for several, each under a prefix of its own. */
  private static final Pattern AFTER_GIVEN_PREFIX = Pattern.compile("prefix \\+ \"([a-z._]+)\"");

  private static final Map<String, String> GIVEN_PREFIXES =
      Map.of("diffusion-sampler", "nustream.sampler.", "cnn-classifier", "nustream.classifier.");

  /** Gauges that a class registers under the prefix of another. */
  private static final Pattern GAUGE = Pattern.compile("\\bgauge\\(\\s*\"([a-z.]+)\"");

  private static final Path ROOT = Rendering.module().getParent();

  private final String service;

  ServiceSources(String service) {
    this.service = service;
  }

  /** The channels and settings that the service comes with. */
  Properties properties() {
    return load(ROOT.resolve("services/" + service + "/src/main/resources/application.properties"));
  }

  /** What all services come with. */
  static Properties shared() {
    return load(
        ROOT.resolve(
            "services/messaging/src/main/resources/META-INF/microprofile-config.properties"));
  }

  /** Topics of incoming or outgoing channels. */
  Set<String> channelTopics(String direction) {
    Set<String> topics = new TreeSet<>();
    Properties properties = properties();
    for (String name : properties.stringPropertyNames()) {
      Matcher channel = CHANNEL_TOPIC.matcher(name);
      if (channel.matches() && channel.group(1).equals(direction)) {
        topics.add(properties.getProperty(name));
      }
    }
    return topics;
  }

  /** Groups of channels; those that end in a random part without it, and with a star instead. */
  Set<String> channelGroups() {
    Set<String> groups = new TreeSet<>();
    Properties properties = properties();
    for (String name : properties.stringPropertyNames()) {
      if (name.startsWith("mp.messaging.incoming.") && name.endsWith(".group.id")) {
        groups.add(properties.getProperty(name).replaceAll("\\$\\{.*", "*"));
      }
    }
    return groups;
  }

  /** Every topic that code or channels name, without those of dead letters. */
  Set<String> topics() {
    Set<String> topics = new TreeSet<>(channelTopics("incoming"));
    topics.addAll(channelTopics("outgoing"));
    for (String source : javaFiles(service)) {
      if (source.contains("Topics.all()")) {
        Topics.all().forEach(topic -> topics.add(topic.name()));
      }
      Matcher constant = TOPIC_CONSTANT.matcher(source);
      while (constant.find()) {
        topics.add(topic(constant.group(1)));
      }
    }
    return topics;
  }

  /** Names of meters as the code has them. */
  Set<String> meters() {
    Set<String> meters = new TreeSet<>();
    Set<String> prefixes = new TreeSet<>();
    for (String source : javaFiles(service)) {
      Matcher prefix = PREFIX.matcher(source);
      if (prefix.find()) {
        prefixes.add(prefix.group(1));
        all(AFTER_PREFIX, source).forEach(name -> meters.add(prefix.group(1) + name));
      }
      meters.addAll(all(WHOLE, source));
    }
    for (String source : javaFiles(service)) {
      for (String name : all(GAUGE, source)) {
        prefixes.forEach(prefix -> meters.add(prefix + name));
      }
    }
    if (GIVEN_PREFIXES.containsKey(service)) {
      for (String source : javaFiles("serving")) {
        all(AFTER_GIVEN_PREFIX, source)
            .forEach(name -> meters.add(GIVEN_PREFIXES.get(service) + name));
      }
    }
    return meters;
  }

  /** Nothing for a module that there is not. */
  private static List<String> javaFiles(String module) {
    Path folder = ROOT.resolve("services/" + module + "/src/main/java");
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (var files = Files.walk(folder)) {
      List<String> sources = new ArrayList<>();
      for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
        sources.add(Files.readString(file));
      }
      return sources;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Set<String> all(Pattern pattern, String text) {
    Set<String> found = new TreeSet<>();
    Matcher matcher = pattern.matcher(text);
    while (matcher.find()) {
      found.add(matcher.group(1));
    }
    return found;
  }

  private static String topic(String constant) {
    try {
      return (String) Topics.class.getField(constant).get(null);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError("Topics." + constant, e);
    }
  }

  private static Properties load(Path file) {
    Properties properties = new Properties();
    try (var reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties;
  }
}
