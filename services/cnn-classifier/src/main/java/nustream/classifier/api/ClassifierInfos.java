package nustream.classifier.api;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import nustream.classifier.maps.TaskUniverse;
import nustream.classifier.model.DetectionTask;
import nustream.classifier.serve.ClassifierModel;
import nustream.lensing.messages.RecipeMessages;
import nustream.lensing.physics.boltzmann.BoltzmannSolver;
import nustream.lensing.physics.recipe.MapSeries;
import nustream.lensing.physics.recipe.Spectra;
import nustream.lensing.v1.ClassifierInfo;

/** What ListModels tells of the models, each worked out once. Thread-safe. */
final class ClassifierInfos {
  private static final String ACCURACY = "accuracy";
  private static final String OPTIMAL_ACCURACY = "optimal_accuracy";

  private final String defaultModel;
  private final Map<String, ClassifierInfo> byDigest = new ConcurrentHashMap<>();

  ClassifierInfos(String defaultModel) {
    this.defaultModel = defaultModel;
  }

  /** May take seconds where the classes of a model have sigma8 in common. */
  ClassifierInfo of(ClassifierModel model) {
    return byDigest.computeIfAbsent(model.digest(), digest -> info(model));
  }

  private ClassifierInfo info(ClassifierModel model) {
    Map<String, Double> metrics = model.release().card().metrics();
    return ClassifierInfo.newBuilder()
        .setName(model.name())
        .setDigest(model.digest())
        .setTrainedOn(RecipeMessages.message(trainedOn(model.task())))
        .setIsDefault(model.name().equals(defaultModel))
        .setAccuracy(metrics.getOrDefault(ACCURACY, 0.0))
        .setOptimalAccuracy(metrics.getOrDefault(OPTIMAL_ACCURACY, 0.0))
        .build();
  }

  private static MapSeries trainedOn(DetectionTask task) {
    TaskUniverse universe = new TaskUniverse(task, new Spectra(new BoltzmannSolver(1)));
    return new MapSeries(
        List.of(universe.cosmology(0), universe.cosmology(task.massEv())),
        task.sourceRedshift(),
        task.observation(),
        task.kind(),
        task.nonlinear(),
        0);
  }
}
