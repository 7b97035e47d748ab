package dev.rewardgrader.grade.swe.restore;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TestSettingsTest {
  private static final String POM =
      "<project><properties><a>1</a></properties><build><plugins>%s</plugins></build></project>";
  private static final String SUREFIRE =
      "<plugin><artifactId>maven-surefire-plugin</artifactId>%s</plugin>";

  @Test
  void scriptsOfPackageJsonComeFromTheBase() {
    String base = "{\"scripts\":{\"test\":\"jest\"},\"dependencies\":{}}";
    String patched =
        "{\"scripts\":{\"test\":\"true\"},\"dependencies\":{\"a\":\"1\"},\"jest\":{\"x\":1}}";

    assertThat(TestSettings.restored("web/package.json", base, patched).orElseThrow())
        .contains("\"test\" : \"jest\"", "\"a\" : \"1\"")
        .doesNotContain("\"x\"");
  }

  @Test
  void aFileWhoseTestSettingsAreLeftAloneStaysAsItIs() {
    assertThat(
            TestSettings.restored(
                "package.json",
                "{\"scripts\":{\"test\":\"jest\"}}",
                "{\"scripts\":{\"test\":\"jest\"},\"version\":\"2\"}"))
        .isEmpty();
    assertThat(
            TestSettings.restored(
                "pom.xml",
                POM.formatted(SUREFIRE.formatted("")),
                POM.formatted(
                    "<plugin><artifactId>x</artifactId></plugin>" + SUREFIRE.formatted(""))))
        .isEmpty();
    assertThat(
            TestSettings.restored(
                "pyproject.toml",
                "[project]\nname = \"a\"\n[tool.pytest.ini_options]\naddopts = \"-x\"\n",
                "[project]\nname = \"b\"\n[tool.pytest.ini_options]\naddopts = \"-x\"\n"))
        .isEmpty();
    assertThat(
            TestSettings.restored(
                "build.gradle", "test { useJUnit() }\n", "x = 1\ntest { useJUnit() }\n"))
        .isEmpty();
  }

  @Test
  void surefireComesFromTheBaseAndTheRestStays() {
    String patched =
        POM.formatted(
            "<plugin><artifactId>other</artifactId></plugin>"
                + SUREFIRE.formatted(
                    "<configuration><testFailureIgnore>true</testFailureIgnore></configuration>"));

    String restored =
        TestSettings.restored("pom.xml", POM.formatted(SUREFIRE.formatted("")), patched)
            .orElseThrow();

    assertThat(restored).contains("<artifactId>other</artifactId>", "maven-surefire-plugin");
    assertThat(restored).doesNotContain("testFailureIgnore");
  }

  @Test
  void propertiesThatSteerTestsAreTakenOut() {
    String patched =
        POM.formatted("").replace("<a>1</a>", "<a>2</a><maven.test.skip>true</maven.test.skip>");

    assertThat(TestSettings.restored("pom.xml", POM.formatted(""), patched).orElseThrow())
        .contains("<a>2</a>")
        .doesNotContain("maven.test.skip");
  }

  @Test
  void aSettingOfAProfileGoesBackToItsProfile() {
    String base =
        "<project><profiles><profile><id>p</id><properties><skipTests>false</skipTests></properties>"
            + "</profile></profiles></project>";

    assertThat(TestSettings.restored("pom.xml", base, "<project/>").orElseThrow())
        .contains("<profile><id>p</id><properties><skipTests>false</skipTests></properties>");
  }

  @Test
  void aPomThatIsNoXmlOrHasEntitiesIsTakenWhole() {
    String base = POM.formatted("");

    assertThat(TestSettings.restored("pom.xml", base, "<project>")).contains(base);
    assertThat(
            TestSettings.restored(
                "pom.xml",
                base,
                "<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>"))
        .contains(base);
  }

  @Test
  void pytestTableOfPyprojectComesFromTheBase() {
    String base =
        """
        [project]
        name = "a"

        [tool.pytest.ini_options]
        testpaths = ["t"]
        """;
    String patched =
        """
        [project]
        name = "b"

        [tool.pytest.ini_options]
        addopts = "-p lie"

        [tool.x]
        y = 1
        """;

    assertThat(TestSettings.restored("pyproject.toml", base, patched).orElseThrow())
        .contains("name = \"b\"", "[tool.x]", "testpaths = [\"t\"]")
        .doesNotContain("lie");
  }

  @Test
  void gradleBuildWithOtherTestTasksIsTakenWhole() {
    String base = "plugins { id 'java' }\ntest {\n  useJUnitPlatform()\n}\n";

    assertThat(
            TestSettings.restored(
                "build.gradle", base, base.replace("useJUnitPlatform()", "enabled = false")))
        .contains(base);
    assertThat(
            TestSettings.restored(
                "build.gradle.kts",
                base,
                base + "tasks.withType<Test> { ignoreFailures = true }\n"))
        .contains(base);
  }
}
