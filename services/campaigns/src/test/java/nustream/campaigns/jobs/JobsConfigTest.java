package nustream.campaigns.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Names and defaults are part of what manifests rely on. */
class JobsConfigTest {
  @Test
  void defaults() {
    JobsConfig config = Specs.bare(Map.of());
    assertFalse(config.enabled());
    assertEquals(Optional.empty(), config.namespace());
    assertEquals(Optional.empty(), config.samplerImage());
    assertEquals(Optional.empty(), config.classifierImage());
    assertEquals("IfNotPresent", config.imagePullPolicy());
    assertEquals(Optional.empty(), config.imagePullSecret());
    assertEquals("nustream-models", config.modelsClaim());
    assertEquals(Optional.empty(), config.workClaim());
    assertEquals(Optional.empty(), config.kafkaUserSecret());
    assertEquals(Optional.empty(), config.kafkaAuthoritySecret());
    assertEquals("2Gi", config.scratchSize());
    assertEquals(10001, config.userId());
    assertEquals(Optional.empty(), config.serviceAccount());
    assertEquals(Optional.empty(), config.priorityClass());
    assertEquals(Optional.empty(), config.nodeSelector());
    assertEquals(Optional.empty(), config.gpuRuntimeClass());
    assertFalse(config.elastic());
    assertEquals(1, config.maxGpus());
    assertEquals(2000, config.cpuMillicores());
    assertEquals(64_000, config.maxCpuMillicores());
    assertEquals(4096, config.memoryMib());
    assertEquals(524_288, config.maxMemoryMib());
    assertEquals(Duration.ofHours(24), config.runTime());
    assertEquals(Duration.ofDays(7), config.maxRunTime());
    assertEquals(3, config.backoffLimit());
    assertEquals(Duration.ofHours(24), config.keepEnded());
    assertEquals(Duration.ofSeconds(30), config.grace());
    assertEquals(16, config.maxUnfinished());
    assertEquals(100, config.maxWatches());
    assertEquals(16, config.maxLogs());
    assertEquals(16 << 20, config.maxLogBytes());
  }

  @Test
  void names() {
    JobsConfig config =
        Specs.bare(
            Map.ofEntries(
                Map.entry("campaigns.jobs.enabled", "true"),
                Map.entry("campaigns.jobs.namespace", "ns"),
                Map.entry("campaigns.jobs.sampler-image", "s"),
                Map.entry("campaigns.jobs.classifier-image", "c"),
                Map.entry("campaigns.jobs.image-pull-policy", "Always"),
                Map.entry("campaigns.jobs.image-pull-secret", "p"),
                Map.entry("campaigns.jobs.models-claim", "m"),
                Map.entry("campaigns.jobs.work-claim", "w"),
                Map.entry("campaigns.jobs.kafka-user-secret", "u"),
                Map.entry("campaigns.jobs.kafka-authority-secret", "ca"),
                Map.entry("campaigns.jobs.scratch-size", "1Gi"),
                Map.entry("campaigns.jobs.user-id", "7"),
                Map.entry("campaigns.jobs.service-account", "a"),
                Map.entry("campaigns.jobs.priority-class", "low"),
                Map.entry("campaigns.jobs.node-selector", "pool=gpu,zone=a"),
                Map.entry("campaigns.jobs.gpu-runtime-class", "nvidia"),
                Map.entry("campaigns.jobs.elastic", "true"),
                Map.entry("campaigns.jobs.max-gpus", "8"),
                Map.entry("campaigns.jobs.cpu-millicores", "9"),
                Map.entry("campaigns.jobs.max-cpu-millicores", "10"),
                Map.entry("campaigns.jobs.memory-mib", "11"),
                Map.entry("campaigns.jobs.max-memory-mib", "12"),
                Map.entry("campaigns.jobs.run-time", "13s"),
                Map.entry("campaigns.jobs.max-run-time", "14s"),
                Map.entry("campaigns.jobs.backoff-limit", "15"),
                Map.entry("campaigns.jobs.keep-ended", "16s"),
                Map.entry("campaigns.jobs.grace", "17s"),
                Map.entry("campaigns.jobs.max-unfinished", "18"),
                Map.entry("campaigns.jobs.max-watches", "19"),
                Map.entry("campaigns.jobs.max-logs", "20"),
                Map.entry("campaigns.jobs.max-log-bytes", "21")));
    assertTrue(config.enabled() && config.elastic());
    assertEquals("ns", config.namespace().orElseThrow());
    assertEquals("s", config.samplerImage().orElseThrow());
    assertEquals("c", config.classifierImage().orElseThrow());
    assertEquals("Always", config.imagePullPolicy());
    assertEquals("p", config.imagePullSecret().orElseThrow());
    assertEquals("m", config.modelsClaim());
    assertEquals("w", config.workClaim().orElseThrow());
    assertEquals("u", config.kafkaUserSecret().orElseThrow());
    assertEquals("ca", config.kafkaAuthoritySecret().orElseThrow());
    assertEquals("1Gi", config.scratchSize());
    assertEquals(7, config.userId());
    assertEquals("a", config.serviceAccount().orElseThrow());
    assertEquals("low", config.priorityClass().orElseThrow());
    assertEquals(List.of("pool=gpu", "zone=a"), config.nodeSelector().orElseThrow());
    assertEquals("nvidia", config.gpuRuntimeClass().orElseThrow());
    assertEquals(8, config.maxGpus());
    assertEquals(9, config.cpuMillicores());
    assertEquals(10, config.maxCpuMillicores());
    assertEquals(11, config.memoryMib());
    assertEquals(12, config.maxMemoryMib());
    assertEquals(Duration.ofSeconds(13), config.runTime());
    assertEquals(Duration.ofSeconds(14), config.maxRunTime());
    assertEquals(15, config.backoffLimit());
    assertEquals(Duration.ofSeconds(16), config.keepEnded());
    assertEquals(Duration.ofSeconds(17), config.grace());
    assertEquals(18, config.maxUnfinished());
    assertEquals(19, config.maxWatches());
    assertEquals(20, config.maxLogs());
    assertEquals(21, config.maxLogBytes());
  }
}
