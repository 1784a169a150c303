package nustream.serving;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** What may know what. */
class ArchitectureTest {
  private final JavaClasses classes =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("nustream.serving");

  @Test
  void theEngineIsKnownToLearningAlone() {
    noClasses().should().dependOnClassesThat().resideInAPackage("ai.djl..").check(classes);
  }

  /** It serves any model: what a block or a map is, only their services know. */
  @Test
  void servingKnowsNeitherServiceNorPhysics() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "nustream.sampler..",
            "nustream.classifier..",
            "nustream.flavor..",
            "nustream.lensing..")
        .check(classes);
  }

  /** Workers and models can be tested without a broker, a server or a container. */
  @Test
  void poolAndModelsKnowNoFramework() {
    noClasses()
        .that()
        .resideInAnyPackage("nustream.serving.pool..", "nustream.serving.models..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.quarkus..", "io.smallrye..", "org.apache.kafka..", "io.grpc..", "jakarta..")
        .check(classes);
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching("nustream.(serving.*)..").should().beFreeOfCycles().check(classes);
  }
}
