package dev.waymark;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.waymark.access.Role;

/** The arrows go down only, and what belongs to one package stays there. */
@AnalyzeClasses(packages = "dev.waymark", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule ARROWS_GO_DOWN =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("waymark")
          .definedBy("dev.waymark")
          .layer("command")
          .definedBy("dev.waymark.command..")
          .layer("http")
          .definedBy("dev.waymark.http..")
          .layer("operation")
          .definedBy("dev.waymark.operation..")
          .layer("migration")
          .definedBy("dev.waymark.migration..")
          .layer("verification")
          .definedBy("dev.waymark.verification..")
          .layer("schema")
          .definedBy("dev.waymark.schema..")
          .layer("database")
          .definedBy("dev.waymark.database..")
          .layer("access")
          .definedBy("dev.waymark.access..")
          .layer("files")
          .definedBy("dev.waymark.files..")
          .whereLayer("waymark")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("command")
          .mayOnlyBeAccessedByLayers("waymark")
          .whereLayer("http")
          .mayOnlyBeAccessedByLayers("waymark", "command", "operation")
          .whereLayer("operation")
          .mayOnlyBeAccessedByLayers("waymark")
          .whereLayer("migration")
          .mayOnlyBeAccessedByLayers("waymark", "command", "http", "operation")
          .whereLayer("verification")
          .mayOnlyBeAccessedByLayers("waymark", "command", "http", "operation", "migration")
          .whereLayer("schema")
          .mayOnlyBeAccessedByLayers(
              "waymark", "command", "http", "operation", "migration", "verification")
          .whereLayer("database")
          .mayOnlyBeAccessedByLayers(
              "waymark", "command", "http", "operation", "migration", "verification", "schema")
          .whereLayer("access")
          .mayOnlyBeAccessedByLayers("waymark", "command", "http", "migration", "verification")
          .whereLayer("files")
          .mayOnlyBeAccessedByLayers("waymark", "migration", "verification", "access");

  @ArchTest
  static final ArchRule COMMANDS_ARE_MADE_OF_SERVICE_AND_OUTPUT =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("commands")
          .definedBy("dev.waymark.command")
          .layer("output")
          .definedBy("dev.waymark.command.output")
          .layer("service")
          .definedBy("dev.waymark.command.service")
          .whereLayer("commands")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("output")
          .mayOnlyBeAccessedByLayers("commands")
          .whereLayer("service")
          .mayOnlyBeAccessedByLayers("commands", "output");

  @ArchTest
  static final ArchRule PACKAGES_HAVE_NO_CYCLES =
      slices().matching("dev.waymark.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule SERVICES_KNOW_NO_FRAMEWORK =
      noClasses()
          .that(
              resideInAPackage("dev.waymark.migration..")
                  .or(resideInAPackage("dev.waymark.verification.."))
                  .or(resideInAPackage("dev.waymark.schema.."))
                  .or(resideInAPackage("dev.waymark.database.."))
                  .or(resideInAPackage("dev.waymark.access..")))
          .and()
          .haveSimpleNameNotEndingWith("Resource")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.quarkus..",
              "io.smallrye..",
              "io.vertx..",
              "io.agroal..",
              "jakarta.ws.rs..",
              "jakarta.inject..",
              "jakarta.enterprise..",
              "org.eclipse.microprofile.config..",
              "org.eclipse.microprofile.health..",
              "io.micrometer..",
              "io.opentelemetry..",
              "org.jboss.resteasy..");

  @ArchTest
  static final ArchRule ONLY_ONE_PACKAGE_KNOWS_FLYWAY =
      noClasses()
          .that()
          .resideOutsideOfPackages("dev.waymark.migration.flyway", "dev.waymark")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.flywaydb..");

  @ArchTest
  static final ArchRule ONLY_ONE_PACKAGE_READS_WEB_TOKENS =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.waymark.access")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.jose4j..");

  @ArchTest
  static final ArchRule ENDPOINTS_KNOW_ROLES_AND_NOT_WHO_HAS_THEM =
      noClasses()
          .that()
          .resideInAnyPackage("dev.waymark.migration..", "dev.waymark.verification..")
          .should()
          .dependOnClassesThat(resideInAPackage("dev.waymark.access..").and(not(type(Role.class))));

  @ArchTest
  static final ArchRule ONLY_ONE_PACKAGE_KNOWS_THE_GRAMMAR =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.waymark.migration.script")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.pgcodekeeper..", "org.antlr..");

  @ArchTest
  static final ArchRule SCRIPTS_ARE_READ_WITHOUT_FLYWAY_OR_DATABASE =
      noClasses()
          .that()
          .resideInAPackage("dev.waymark.migration.script")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.waymark.migration", "dev.waymark.migration.flyway", "java.sql..");

  @ArchTest
  static final ArchRule ONLY_THE_GRAMMAR_OF_THE_LIBRARY_IS_USED =
      noClasses()
          .should()
          .dependOnClassesThat(
              resideInAPackage("org.pgcodekeeper..")
                  .and(not(resideInAPackage("org.pgcodekeeper.core.parsers.antlr.pg.generated"))));

  @ArchTest
  static final ArchRule ONLY_ONE_CLASS_KNOWS_THE_EMBEDDED_DATABASE =
      noClasses()
          .that()
          .doNotHaveSimpleName("EmbeddedDatabase")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.zonky..");

  @ArchTest
  static final ArchRule NAMES_SAY_WHAT_THINGS_ARE =
      classes()
          .should()
          .haveSimpleNameNotEndingWith("Impl")
          .andShould()
          .haveSimpleNameNotEndingWith("Manager")
          .andShould()
          .haveSimpleNameNotEndingWith("Util")
          .andShould()
          .haveSimpleNameNotEndingWith("Utils")
          .andShould()
          .haveSimpleNameNotEndingWith("Helper");
}
