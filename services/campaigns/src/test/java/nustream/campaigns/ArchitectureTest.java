package nustream.campaigns;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = "nustream.campaigns",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule THE_COURSE_OF_A_CAMPAIGN_KNOWS_NOTHING_BUT_JAVA =
      classes()
          .that()
          .resideInAPackage("nustream.campaigns.pacing")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("nustream.campaigns.pacing", "java..");

  @ArchTest
  static final ArchRule THE_LEDGER_KNOWS_NEITHER_KAFKA_NOR_QUARKUS =
      noClasses()
          .that()
          .resideInAPackage("nustream.campaigns.ledger")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.kafka..", "io.quarkus..", "jakarta..", "io.grpc..");
}
