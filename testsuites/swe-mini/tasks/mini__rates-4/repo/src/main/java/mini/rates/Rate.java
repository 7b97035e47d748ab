package mini.rates;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** A share of a whole, such as a tax, in hundredths of a percent. */
public final class Rate {
  private final int basisPoints;

  private Rate(int basisPoints) {
    this.basisPoints = basisPoints;
  }

  /** Reads {@code 7.5%} or {@code 0.075}. */
  public static Rate parse(String text) {
    boolean percent = text.endsWith("%");
    String number = percent ? text.substring(0, text.length() - 1) : text;
    BigDecimal points = new BigDecimal(number).multiply(BigDecimal.valueOf(percent ? 100 : 10_000));
    return new Rate(points.intValue());
  }

  public int basisPoints() {
    return basisPoints;
  }

  /** The part of an amount, rounded to cents. */
  public BigDecimal of(BigDecimal amount) {
    return amount
        .multiply(BigDecimal.valueOf(basisPoints))
        .divide(BigDecimal.valueOf(10_000), 2, RoundingMode.DOWN);
  }
}
