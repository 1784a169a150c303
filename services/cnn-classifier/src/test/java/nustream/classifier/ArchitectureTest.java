package nustream.classifier;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** What may know what. */
class ArchitectureTest {
  private static final String[] FRAMEWORKS = {
    "io.quarkus..", "io.smallrye..", "org.apache.kafka..", "io.grpc..", "jakarta.."
  };

  private final JavaClasses classes =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("nustream.classifier");

  @Test
  void theEngineIsKnownToLearningAlone() {
    noClasses().should().dependOnClassesThat().resideInAPackage("ai.djl..").check(classes);
  }

  @Test
  void modelAndTrainingKnowNoFramework() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "nustream.classifier.model..",
            "nustream.classifier.maps..",
            "nustream.classifier.training..",
            "nustream.classifier.evaluation..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(FRAMEWORKS)
        .check(classes);
  }

  @Test
  void servingKnowsNeitherOfItsEdges() {
    noClasses()
        .that()
        .resideInAPackage("nustream.classifier.serve..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("nustream.classifier.api..", "nustream.classifier.stream..")
        .check(classes);
  }
}
