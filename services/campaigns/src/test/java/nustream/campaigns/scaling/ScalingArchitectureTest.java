package nustream.campaigns.scaling;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = "nustream.campaigns.scaling",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ScalingArchitectureTest {
  /** What the simulation drives is what the service does. */
  @ArchTest
  static final ArchRule COSTS_AND_BACKLOGS_KNOW_NOTHING_BUT_JAVA =
      classes()
          .that()
          .resideInAnyPackage(
              "nustream.campaigns.scaling.cost", "nustream.campaigns.scaling.backlog")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "nustream.campaigns.scaling.cost", "nustream.campaigns.scaling.backlog", "java..");
}
