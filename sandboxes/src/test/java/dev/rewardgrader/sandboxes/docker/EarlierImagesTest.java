package dev.rewardgrader.sandboxes.docker;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.dockerjava.api.model.Image;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class EarlierImagesTest {
  private static final String PRESENT = "0123456789abcdef";
  private static final String EARLIER = "fedcba9876543210";
  private static final Instant NOW = Instant.ofEpochSecond(1_000_000);
  private static final long LONG_AGO = 900_000;

  @Test
  void removesAnImageOfAnEarlierSupervisor() throws Exception {
    Image image = image("grader/sandbox:aaaa" + EARLIER, LONG_AGO);
    assertThat(EarlierImages.removable(image, PRESENT, NOW))
        .containsExactly("grader/sandbox:aaaa" + EARLIER);
  }

  @Test
  void keepsImagesOfThePresentSupervisorWhateverTheyAreMadeOf() throws Exception {
    Image image = image("grader/sandbox:aaaa" + PRESENT, LONG_AGO);
    assertThat(EarlierImages.removable(image, PRESENT, NOW)).isEmpty();
  }

  @Test
  void keepsWhatWasBuiltWithinTheHourForAGraderOfAnotherVersion() throws Exception {
    Image image = image("grader/sandbox:aaaa" + EARLIER, NOW.getEpochSecond() - 3_000);
    assertThat(EarlierImages.removable(image, PRESENT, NOW)).isEmpty();
  }

  @Test
  void keepsWhatSomebodyElseNamed() throws Exception {
    Image image = image("example/mine:1", LONG_AGO);
    assertThat(EarlierImages.removable(image, PRESENT, NOW)).isEmpty();
  }

  private static Image image(String tag, long created) throws Exception {
    return new ObjectMapper()
        .readValue(
            "{\"Id\":\"sha256:00\",\"RepoTags\":[\"%s\"],\"Created\":%d}".formatted(tag, created),
            Image.class);
  }
}
