package nustream.campaigns.api;

import static nustream.campaigns.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.grpc.Status;
import java.util.List;
import nustream.campaigns.jobs.Nodes;
import nustream.campaigns.jobs.Pods;
import nustream.campaigns.jobs.Specs;
import nustream.messaging.errors.ErrorWord;
import org.junit.jupiter.api.Test;

/** What the pods of trainings write. */
class TrainingLogsTest extends TrainingsFixture {
  @Test
  void logsAreOfTheNewestAttempt() {
    node(Nodes.of("n", 0, "8", "32Gi"));
    String id = start(Specs.train(100)).getId();
    assertRefused(
        Status.Code.FAILED_PRECONDITION,
        ErrorWord.NOT_STARTED,
        "has written nothing yet",
        () -> logs(id, 3, false));
    pod(id, Pods.of("a", "Failed"));
    pod(id, Pods.of("b", "Running").created("2026-01-01T00:05:00Z"));
    log("tailLines=3&limitBytes=16777216", 200, "step=1\nstep=2\n");
    assertEquals(List.of("step=1", "step=2"), logs(id, 3, false));
    log("tailLines=1&limitBytes=1", 200, "s");
    log("tailLines=3&follow=true", 200, "step=3\nstep=4\n");
    assertEquals(List.of("step=3", "step=4"), logs(id, 3, true));
    assertRefused(
        Status.Code.INVALID_ARGUMENT,
        ErrorWord.INVALID_FIELD,
        "tail_lines is 10001",
        () -> logs(id, 10_001, false));
  }

  @Test
  void aLogThatTheNodeDoesNotGiveIsAnErrorAndNoLog() {
    node(Nodes.of("n", 0, "8", "32Gi"));
    String id = start(Specs.train(100)).getId();
    pod(id, Pods.of("b", "Running"));
    var unreachable =
        new io.fabric8.kubernetes.api.model.StatusBuilder()
            .withCode(500)
            .withMessage("Get \"https://n:10250/containerLogs\": connection refused")
            .build();
    for (String asked :
        List.of(
            "tailLines=3&limitBytes=16777216",
            "tailLines=1&limitBytes=1",
            "tailLines=3&follow=true")) {
      log(asked, 500, unreachable);
    }
    for (boolean follow : List.of(false, true)) {
      assertRefused(
          Status.Code.UNAVAILABLE,
          ErrorWord.CLUSTER_UNAVAILABLE,
          "read a log: Get \"https://n:10250/containerLogs\": connection refused",
          () -> logs(id, 3, follow));
    }
  }

  /** What the API answers when it is asked for the log of pod b. */
  private void log(String asked, int code, Object answer) {
    api.expect()
        .get()
        .withPath(
            "/api/v1/namespaces/%s/pods/b/log?pretty=false&container=training&%s"
                .formatted(namespace, asked))
        .andReturn(code, answer)
        .always();
  }
}
