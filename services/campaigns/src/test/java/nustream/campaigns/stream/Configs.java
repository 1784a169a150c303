package nustream.campaigns.stream;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import nustream.campaigns.CampaignsConfig;

/** The configuration with its defaults but for what is given. */
public final class Configs {
  private Configs() {}

  public static CampaignsConfig with(Map<String, String> values) {
    return new SmallRyeConfigBuilder()
        .addDiscoveredConverters()
        .withMapping(CampaignsConfig.class)
        .withDefaultValues(values)
        .build()
        .getConfigMapping(CampaignsConfig.class);
  }
}
