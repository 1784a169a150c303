package nustream.campaigns.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nustream.campaigns.v1.TrainingSpec;
import org.junit.jupiter.api.Test;

class TrainingJobTest {
  private static final String IMAGE = "registry/image:1";

  private static Job job(TrainingSpec.Builder asked, Map<String, String> settings) {
    JobsConfig config = Specs.config(settings);
    TrainingSpec spec = new TrainingRules(config).complete(asked.build());
    return new TrainingJob(config, "kafka:9092").of(spec, IMAGE, "alice");
  }

  private static PodSpec pod(Job job) {
    return job.getSpec().getTemplate().getSpec();
  }

  private static Map<String, String> mounts(Job job) {
    Map<String, String> mounts = new HashMap<>();
    for (VolumeMount mount : pod(job).getContainers().get(0).getVolumeMounts()) {
      mounts.put(mount.getMountPath(), mount.getName() + ":" + mount.getSubPath());
    }
    return mounts;
  }

  @Test
  void aTrainingRunsItsServicesImageWithTheCommandAndItsFolders() {
    Job job = job(Specs.train(100).addArguments(Specs.integer("batch", 64)), Map.of());
    String id = job.getMetadata().getName();
    Container container = pod(job).getContainers().get(0);
    assertEquals(IMAGE, container.getImage());
    assertEquals(
        List.of(
            "train",
            "--out=/work",
            "--name=seesaw-small",
            "--store=/models",
            "--announce=kafka:9092",
            "--batch=64",
            "--steps=100"),
        container.getArgs());
    assertEquals(List.of(), container.getCommand(), "the image's own entry point");
    assertEquals(
        Map.of(
            "/tmp", "scratch:null",
            "/models", "models:diffusion-sampler",
            "/work", "work:trainings/" + id),
        mounts(job));
    assertEquals(
        "nustream-models", pod(job).getVolumes().get(2).getPersistentVolumeClaim().getClaimName());
    assertEquals("FallbackToLogsOnError", container.getTerminationMessagePolicy());
  }

  @Test
  void aSearchOfTheClassifierHasTheSolvedCosmologiesAndReleasesNothing() {
    Job job =
        job(
            Specs.tune().addArguments(Specs.flag("same-two-point", true)),
            Map.of("campaigns.jobs.work-claim", "work"));
    assertEquals(
        List.of("tune", "--out=/work", "--cache=/transfers", "--same-two-point", "--trials=20"),
        pod(job).getContainers().get(0).getArgs());
    assertEquals("work:trainings/transfers", mounts(job).get("/transfers"));
    assertEquals("models:cnn-classifier", mounts(job).get("/models"));
    assertEquals("work", pod(job).getVolumes().get(2).getPersistentVolumeClaim().getClaimName());
  }

  @Test
  void aJobIsBounded() {
    TrainingSpec.Builder spec = Specs.train(100);
    spec.getResourcesBuilder().setMaxSeconds(7200);
    Job job = job(spec, Map.of("campaigns.jobs.keep-ended", "1h"));
    assertEquals(3, job.getSpec().getBackoffLimit());
    assertEquals(7200, job.getSpec().getActiveDeadlineSeconds());
    assertEquals(3600, job.getSpec().getTtlSecondsAfterFinished());
    assertEquals(1, job.getSpec().getParallelism());
    assertEquals("Never", pod(job).getRestartPolicy());
    var rules = job.getSpec().getPodFailurePolicy().getRules();
    assertEquals("Ignore", rules.get(0).getAction());
    assertEquals("DisruptionTarget", rules.get(0).getOnPodConditions().get(0).getType());
    assertEquals("FailJob", rules.get(1).getAction());
    assertEquals(List.of(2), rules.get(1).getOnExitCodes().getValues());
  }

  @Test
  void podsAreRestricted() {
    PodSpec pod = pod(job(Specs.train(100), Map.of()));
    assertTrue(pod.getSecurityContext().getRunAsNonRoot());
    assertEquals(10001, pod.getSecurityContext().getRunAsUser());
    assertEquals(10001, pod.getSecurityContext().getFsGroup());
    assertEquals("RuntimeDefault", pod.getSecurityContext().getSeccompProfile().getType());
    assertFalse(pod.getAutomountServiceAccountToken());
    var container = pod.getContainers().get(0).getSecurityContext();
    assertFalse(container.getAllowPrivilegeEscalation());
    assertTrue(container.getReadOnlyRootFilesystem());
    assertEquals(List.of("ALL"), container.getCapabilities().getDrop());
  }

  @Test
  void onlyTrainingsWithGpusGoWhereGpusAre() {
    Job without = job(Specs.train(100), Map.of("campaigns.jobs.gpu-runtime-class", "nvidia"));
    assertEquals(List.of(), pod(without).getTolerations());
    assertEquals(null, pod(without).getRuntimeClassName());
    Job with =
        job(
            Specs.train(100).setResources(Specs.resources(1, 4000, 8192)),
            Map.of(
                "campaigns.jobs.gpu-runtime-class", "nvidia",
                "campaigns.jobs.priority-class", "training",
                "campaigns.jobs.node-selector", "pool=gpu"));
    assertEquals("nvidia.com/gpu", pod(with).getTolerations().get(0).getKey());
    assertEquals("nvidia", pod(with).getRuntimeClassName());
    assertEquals("training", pod(with).getPriorityClassName());
    assertEquals(Map.of("pool", "gpu"), pod(with).getNodeSelector());
    var limits = pod(with).getContainers().get(0).getResources().getLimits();
    assertEquals("1", limits.get("nvidia.com/gpu").toString());
    assertEquals("4000m", limits.get("cpu").toString());
    assertEquals("8192Mi", limits.get("memory").toString());
    assertEquals(limits, pod(with).getContainers().get(0).getResources().getRequests());
    assertEquals(without.getMetadata().getName(), with.getMetadata().getName(), "the same work");
  }

  @Test
  void aJobSaysWhatItWasMadeOfAndIsNoPodOfTheService() {
    JobsConfig config = Specs.config(Map.of());
    TrainingSpec spec = new TrainingRules(config).complete(Specs.train(100).build());
    Job job = new TrainingJob(config, "kafka:9092").of(spec, IMAGE, "alice");
    assertEquals(spec, TrainingJob.spec(job));
    assertEquals("alice", TrainingJob.startedBy(job));
    var labels = job.getSpec().getTemplate().getMetadata().getLabels();
    assertNotEquals("diffusion-sampler", labels.get("app.kubernetes.io/name"));
    assertEquals("training", labels.get("app.kubernetes.io/component"));
    job.getMetadata().getAnnotations().put("nustream/training-spec", "by hand {");
    assertEquals(TrainingSpec.getDefaultInstance(), TrainingJob.spec(job));
  }
}
