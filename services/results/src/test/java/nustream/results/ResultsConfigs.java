package nustream.results;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;

/** The configuration with its defaults but for what is given. */
public final class ResultsConfigs {
  private ResultsConfigs() {}

  public static ResultsConfig with(Map<String, String> values) {
    return new SmallRyeConfigBuilder()
        .addDiscoveredConverters()
        .withMapping(ResultsConfig.class)
        .withDefaultValues(values)
        .build()
        .getConfigMapping(ResultsConfig.class);
  }
}
