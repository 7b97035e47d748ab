package mini.rates;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class RateTest {
  @Test
  void readsPercent() {
    assertEquals(750, Rate.parse("7.5%").basisPoints());
  }

  @Test
  void readsShare() {
    assertEquals(750, Rate.parse("0.075").basisPoints());
  }

  @Test
  void takesPart() {
    assertEquals(new BigDecimal("7.50"), Rate.parse("7.5%").of(new BigDecimal("100")));
  }
}
