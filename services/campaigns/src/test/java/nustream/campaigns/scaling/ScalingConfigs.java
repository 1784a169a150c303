package nustream.campaigns.scaling;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;

/** The configuration with its defaults but for what is given. */
public final class ScalingConfigs {
  private ScalingConfigs() {}

  public static ScalingConfig with(Map<String, String> values) {
    return new SmallRyeConfigBuilder()
        .addDiscoveredConverters()
        .withMapping(ScalingConfig.class)
        .withDefaultValues(values)
        .build()
        .getConfigMapping(ScalingConfig.class);
  }
}
