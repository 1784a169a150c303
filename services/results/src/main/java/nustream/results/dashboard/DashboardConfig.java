package nustream.results.dashboard;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Settings of the dashboard. Addresses are https://host:port, or host:port of a service without
 * TLS, which must be on this machine unless nustream.edge.open-because is set; gRPC, health and
 * metrics share a port.
 */
@ConfigMapping(prefix = "results.dashboard")
public interface DashboardConfig {
  @WithDefault("127.0.0.1:18081")
  String samplerAddress();

  @WithDefault("127.0.0.1:18082")
  String filterAddress();

  @WithDefault("127.0.0.1:18083")
  String campaignsAddress();

  @WithDefault("127.0.0.1:18085")
  String simulatorAddress();

  @WithDefault("127.0.0.1:18086")
  String classifierAddress();

  /**
   * PEM file of the certificates that the other services' must be signed by; looked at again every
   * minute. Unset, those that Java trusts.
   */
  Optional<Path> ca();

  /**
   * File that holds the token which the dashboard sends to the other services, of the role operator
   * so that campaigns can be started and maps drawn; looked at again every
   * nustream.edge.reload-interval. Unset, none is sent.
   */
  Optional<Path> tokenFile();

  /**
   * Host names under which a browser may start and cancel campaigns. Anything else in the Host
   * header is refused, so that a page whose name was made to lead here cannot give orders.
   */
  @WithDefault("localhost,127.0.0.1,[::1]")
  List<String> hosts();

  /** Pages that are kept up to date at the same time: 32 of at most 16 events of some 50 KB. */
  @WithDefault("32")
  int maxViewers();

  /** How often campaigns are asked how far they are, once for all pages; never when none looks. */
  @WithDefault("1s")
  Duration pulse();

  /** How often services and topics are looked at, once for all pages; never when none looks. */
  @WithDefault("3s")
  Duration look();

  /** How long another service may take to answer a question that needs no computation. */
  @WithDefault("5s")
  Duration call();

  /**
   * How long a map, a spectrum or an explanation may take. A universe seen for the first time takes
   * the simulator some seconds, an explanation some seconds of one core.
   */
  @WithDefault("60s")
  Duration computation();

  /** Queries of pages at the same time; results has readers for as many, and others wait. */
  @WithDefault("3")
  int maxQueries();

  /** Maps and explanations asked for at the same time. */
  @WithDefault("2")
  int maxComputations();

  /** Weighted draws of the exact distribution, made once per prior, release and ordering. */
  @WithDefault("100000")
  int referenceDraws();

  /** Most points of a scatter plot: 10,000 are 0.4 MB of JSON. */
  @WithDefault("10000")
  int maxPoints();

  /** Memory for maps that were drawn: 32 of 256^2 pixels. */
  @WithDefault("8M")
  MemorySize keptMaps();
}
