package lab;

import static org.junit.Assert.assertEquals;

import org.junit.Test;

public class CalcTest {
  @Test
  public void keeps() {
    assertEquals(7, Calc.keep(7));
  }
}
