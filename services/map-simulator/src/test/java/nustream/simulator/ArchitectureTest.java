package nustream.simulator;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = "nustream.simulator",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule makingKnowsNeitherOfItsEdges =
      noClasses()
          .that()
          .resideInAPackage("nustream.simulator.making")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "nustream.simulator.api..",
              "nustream.simulator.stream..",
              "org.apache.kafka..",
              "io.grpc..");

  @ArchTest
  static final ArchRule apiAndStreamDoNotKnowEachOther =
      noClasses()
          .that()
          .resideInAPackage("nustream.simulator.api")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("nustream.simulator.stream");
}
