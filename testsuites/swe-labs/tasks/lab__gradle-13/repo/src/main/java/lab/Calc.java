package lab;

public class Calc {
  public static int add(int a, int b) {
    return a - b;
  }

  public static int triple(int a) {
    return 2 * a;
  }

  public static int keep(int a) {
    return a;
  }
}
