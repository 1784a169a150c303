package nustream.learning.store;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What a model is, how it was made and how good it is: {@code card.json} beside the model file.
 *
 * @param name the model's name: 1 to 63 characters of [a-z0-9-], for example "seesaw-informed"
 * @param variant what kind of network, for example "informed" or "plain"
 * @param prior prior of the training draws, for example "anarchy/log1"
 * @param orderings orderings that it was trained for, of "NO" and "IO"; empty where they mean
 *     nothing
 * @param generator name and version of the program that made it
 * @param createdBy the exact command lines that made it, in order
 * @param data what it was trained on, in words
 * @param settings settings that made it, by name
 * @param seeds seeds that made it, by name
 * @param metrics measured results, by name; finite
 * @param defaultGuidance guidance weight where a request leaves it unset; {@code >= 0}
 * @param defaultSteps denoising steps where a request leaves them unset; {@code >= 1}
 * @param defaultEta noise put back per step where a request leaves it unset; in [0, 1]
 * @param parameters trainable numbers; {@code >= 0}
 * @param sizeBytes length of the model file; 0 until released
 * @param digest digest of the model file; empty until released
 * @param createdAt ISO-8601 instant, for example "2026-01-31T12:00:00Z"
 */
@JsonPropertyOrder({
  "name",
  "variant",
  "prior",
  "orderings",
  "generator",
  "created_by",
  "data",
  "settings",
  "seeds",
  "metrics",
  "default_guidance",
  "default_steps",
  "default_eta",
  "parameters",
  "size_bytes",
  "digest",
  "created_at"
})
public record ModelCard(
    @JsonProperty("name") String name,
    @JsonProperty("variant") String variant,
    @JsonProperty("prior") String prior,
    @JsonProperty("orderings") List<String> orderings,
    @JsonProperty("generator") String generator,
    @JsonProperty("created_by") List<String> createdBy,
    @JsonProperty("data") String data,
    @JsonProperty("settings") Map<String, String> settings,
    @JsonProperty("seeds") Map<String, Long> seeds,
    @JsonProperty("metrics") Map<String, Double> metrics,
    @JsonProperty("default_guidance") double defaultGuidance,
    @JsonProperty("default_steps") int defaultSteps,
    @JsonProperty("default_eta") double defaultEta,
    @JsonProperty("parameters") long parameters,
    @JsonProperty("size_bytes") long sizeBytes,
    @JsonProperty("digest") String digest,
    @JsonProperty("created_at") String createdAt) {

  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .build();
  private static final ObjectWriter PRETTY =
      JSON.writer(
          new DefaultPrettyPrinter()
              .withArrayIndenter(new DefaultIndenter("  ", "\n"))
              .withObjectIndenter(new DefaultIndenter("  ", "\n")));

  public ModelCard {
    require(isName(name), "name", name, "1 to 63 characters of [a-z0-9-]");
    requireText("variant", variant);
    requireText("prior", prior);
    requireText("generator", generator);
    requireText("data", data);
    orderings = List.copyOf(requireNonNull(orderings, "orderings"));
    for (String ordering : orderings) {
      require(
          ordering.equals("NO") || ordering.equals("IO"),
          "orderings",
          ordering,
          "\"NO\" or \"IO\"");
    }
    createdBy = List.copyOf(requireNonNull(createdBy, "created_by"));
    require(!createdBy.isEmpty(), "created_by", createdBy, "at least one command line");
    settings = sorted("settings", settings);
    seeds = sorted("seeds", seeds);
    metrics = sorted("metrics", metrics);
    metrics.forEach(
        (metric, value) ->
            require(Double.isFinite(value), "metrics." + metric, value, "a finite number"));
    require(
        Double.isFinite(defaultGuidance) && defaultGuidance >= 0,
        "default_guidance",
        defaultGuidance,
        "a number >= 0");
    require(defaultSteps >= 1, "default_steps", defaultSteps, "at least 1");
    require(defaultEta >= 0 && defaultEta <= 1, "default_eta", defaultEta, "0 to 1");
    require(parameters >= 0, "parameters", parameters, "at least 0");
    require(sizeBytes >= 0, "size_bytes", sizeBytes, "at least 0");
    require(
        digest != null && (digest.isEmpty() || ModelDigest.isDigest(digest)),
        "digest",
        digest,
        "sha256: and 64 lower-case hexadecimal digits");
    require(isInstant(createdAt), "created_at", createdAt, "an ISO-8601 instant");
  }

  /** Whether this text can name a model. */
  public static boolean isName(String text) {
    return text != null && NAME.matcher(text).matches();
  }

  /**
   * Reads a card.
   *
   * @throws JsonProcessingException when this is not a card: the message names the field
   */
  public static ModelCard fromJson(String json) throws JsonProcessingException {
    return JSON.readValue(json, ModelCard.class);
  }

  /** This card as JSON, indented, fields in the order of this record, maps by key. */
  public String toJson() {
    try {
      return PRETTY.writeValueAsString(this) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a card holds only text, numbers, lists and maps", e);
    }
  }

  /** This card for the given model file. */
  public ModelCard withFile(String fileDigest, long fileSizeBytes) {
    return copy(metrics, fileDigest, fileSizeBytes);
  }

  /** This card with these metrics instead of its own. */
  public ModelCard withMetrics(Map<String, Double> newMetrics) {
    return copy(newMetrics, digest, sizeBytes);
  }

  private ModelCard copy(Map<String, Double> newMetrics, String newDigest, long newSizeBytes) {
    return new ModelCard(
        name,
        variant,
        prior,
        orderings,
        generator,
        createdBy,
        data,
        settings,
        seeds,
        newMetrics,
        defaultGuidance,
        defaultSteps,
        defaultEta,
        parameters,
        newSizeBytes,
        newDigest,
        createdAt);
  }

  private static <V> Map<String, V> sorted(String field, Map<String, V> map) {
    return Collections.unmodifiableMap(new TreeMap<>(requireNonNull(map, field)));
  }

  private static boolean isInstant(String text) {
    try {
      return text != null && Instant.parse(text).toString().length() > 0;
    } catch (DateTimeParseException e) {
      return false;
    }
  }

  private static void requireText(String field, String value) {
    require(value != null && !value.isBlank(), field, value, "some text");
  }

  private static void require(boolean valid, String field, Object value, String allowed) {
    if (!valid) {
      throw new IllegalArgumentException(
          "model card: " + field + " is '" + value + "', want " + allowed);
    }
  }
}
