package dev.waymark;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.waymark.access.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The arrows go down only, and what belongs to one package stays there. */
@AnalyzeClasses(packages = "dev.waymark", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  /** The rooms below the entry point, from top to bottom. */
  private static final List<String> ROOMS =
      List.of(
          "server",
          "command",
          "page",
          "assembly",
          "settings",
          "operation",
          "http",
          "webhook",
          "text",
          "problem",
          "migration",
          "verification",
          "schema",
          "database",
          "access",
          "files",
          "answer",
          "look");

  /** Those that meet the framework, and the command's pools and settings, which are of its kind. */
  private static final String[] AT_THE_FRAMEWORK = {
    "dev.waymark",
    "dev.waymark.server",
    "dev.waymark.settings",
    "dev.waymark.operation",
    "dev.waymark.http..",
    "dev.waymark.page",
    "dev.waymark.command.local",
    "dev.waymark..endpoint"
  };

  @ArchTest
  static void arrowsGoDown(JavaClasses classes) {
    for (int room = 0; room < ROOMS.size(); room++) {
      List<String> above = new ArrayList<>(List.of("dev.waymark"));
      ROOMS.subList(0, room).forEach(it -> above.add("dev.waymark." + it + ".."));
      noClasses()
          .that()
          .resideInAPackage("dev.waymark." + ROOMS.get(room) + "..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(above.toArray(String[]::new))
          .check(classes);
    }
  }

  @ArchTest
  static final ArchRule EVERY_ROOM_IS_IN_THE_LIST =
      classes()
          .should()
          .resideInAnyPackage(
              Stream.concat(
                      Stream.of("dev.waymark"),
                      ROOMS.stream().map(room -> "dev.waymark." + room + ".."))
                  .toArray(String[]::new));

  @ArchTest
  static final ArchRule COMMANDS_ARE_MADE_OF_SERVICE_AND_OUTPUT =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("commands")
          .definedBy("dev.waymark.command")
          .layer("output")
          .definedBy("dev.waymark.command.output")
          .layer("local")
          .definedBy("dev.waymark.command.local")
          .layer("service")
          .definedBy("dev.waymark.command.service")
          .whereLayer("commands")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("output")
          .mayOnlyBeAccessedByLayers("commands")
          .whereLayer("local")
          .mayOnlyBeAccessedByLayers("commands")
          .whereLayer("service")
          .mayOnlyBeAccessedByLayers("commands", "output", "local");

  @ArchTest
  static final ArchRule PACKAGES_HAVE_NO_CYCLES =
      slices().matching("dev.waymark.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule WORDS_KNOW_NO_WORK =
      noClasses()
          .that()
          .resideInAnyPackage("dev.waymark.migration", "dev.waymark.schema")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.waymark.migration.*..", "dev.waymark.schema.*..", "org.flywaydb..");

  @ArchTest
  static final ArchRule SERVICES_KNOW_NO_FRAMEWORK =
      noClasses()
          .that()
          .resideOutsideOfPackages(AT_THE_FRAMEWORK)
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
          .resideOutsideOfPackages(
              "dev.waymark.migration.flyway", "dev.waymark.assembly", "dev.waymark.server")
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
