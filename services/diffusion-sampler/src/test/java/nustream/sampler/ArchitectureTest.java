package nustream.sampler;

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
          .importPackages("nustream.sampler");

  @Test
  void theEngineIsKnownToLearningAlone() {
    noClasses().should().dependOnClassesThat().resideInAPackage("ai.djl..").check(classes);
  }

  @Test
  void modelAndTrainingKnowNoFramework() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "nustream.sampler.model..",
            "nustream.sampler.training..",
            "nustream.sampler.evaluation..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(FRAMEWORKS)
        .check(classes);
  }

  @Test
  void servingKnowsNeitherOfItsEdges() {
    noClasses()
        .that()
        .resideInAPackage("nustream.sampler.serve..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("nustream.sampler.api..", "nustream.sampler.stream..")
        .check(classes);
  }
}
