package dev.rewardgrader.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemporaryFolderTest {
  @TempDir private Path base;

  @Test
  void isDeletedWithAllInItWhenItIsClosed() throws Exception {
    Path path;
    try (TemporaryFolder folder = TemporaryFolder.create("test")) {
      path = folder.path();
      Files.createDirectories(path.resolve("a/b"));
      Files.writeString(path.resolve("a/b/c"), "text");
    }
    assertThat(path).doesNotExist();
  }

  @Test
  void survivesASweepWhileItIsInUse() throws Exception {
    try (TemporaryFolder folder = TemporaryFolder.create("test")) {
      TemporaryFolder.sweep(folder.path().getParent());
      assertThat(folder.path()).exists();
    }
  }

  @Test
  void isSweptWhenItsProcessIsGone() throws Exception {
    Path folder = Files.createDirectory(base.resolve("grader-h2-1"));
    Files.writeString(folder.resolve(".in-use"), "");
    Files.writeString(folder.resolve("copy.mv.db"), "data");
    TemporaryFolder.sweep(base);
    assertThat(folder).doesNotExist();
  }

  @Test
  void leavesAloneWhatIsNotOurs() throws Exception {
    Path other = Files.createDirectory(base.resolve("grader-of-coffee"));
    TemporaryFolder.sweep(base);
    assertThat(other).exists();
  }
}
