package dev.rewardgrader.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The arrows of the house: cli to server to testsuites and sandboxes, all of them to core. */
@AnalyzeClasses(packages = "dev.rewardgrader", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule ARROWS_POINT_ONE_WAY =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("cli")
          .definedBy("dev.rewardgrader.cli..")
          .layer("server")
          .definedBy("dev.rewardgrader.server..")
          .optionalLayer("testsuites")
          .definedBy("dev.rewardgrader.testsuites..")
          .layer("sandboxes")
          .definedBy("dev.rewardgrader.sandboxes..")
          .layer("core")
          .definedBy(
              "dev.rewardgrader.json..",
              "dev.rewardgrader.python..",
              "dev.rewardgrader.rollout..",
              "dev.rewardgrader.extract..",
              "dev.rewardgrader.grade..",
              "dev.rewardgrader.reward..",
              "dev.rewardgrader.sandbox..",
              "dev.rewardgrader.engine..")
          .whereLayer("cli")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("server")
          .mayOnlyBeAccessedByLayers("cli")
          .whereLayer("testsuites")
          .mayOnlyBeAccessedByLayers("cli", "server")
          .whereLayer("sandboxes")
          .mayOnlyBeAccessedByLayers("cli", "server");

  @ArchTest
  static final ArchRule CORE_KNOWS_NO_DOCKER_NO_HTTP_NO_CLI =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "dev.rewardgrader.cli..",
              "dev.rewardgrader.server..",
              "dev.rewardgrader.sandboxes..",
              "dev.rewardgrader.testsuites..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "com.github.dockerjava..",
              "picocli..",
              "io.vertx..",
              "io.micrometer..",
              "com.sun.net.httpserver..",
              "java.net.http..");

  @ArchTest
  static final ArchRule PACKAGES_HAVE_NO_CYCLES =
      slices().matching("dev.rewardgrader.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule THE_PORT_KNOWS_NOBODY =
      classes()
          .that()
          .resideInAPackage("dev.rewardgrader.sandbox")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("dev.rewardgrader.sandbox", "java..");
}
