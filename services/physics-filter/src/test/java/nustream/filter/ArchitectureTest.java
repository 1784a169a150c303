package nustream.filter;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "nustream.filter", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  /**
   * Judging is a function of its input: it can be tested and repeated without a broker or a server.
   */
  @ArchTest
  static final ArchRule judgingKnowsNoTransport =
      noClasses()
          .that()
          .resideInAPackage("nustream.filter.judging")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.quarkus..",
              "io.grpc..",
              "org.apache.kafka..",
              "jakarta..",
              "nustream.filter.api..",
              "nustream.filter.stream..");

  @ArchTest
  static final ArchRule apiAndStreamDoNotKnowEachOther =
      noClasses()
          .that()
          .resideInAPackage("nustream.filter.api")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("nustream.filter.stream");
}
