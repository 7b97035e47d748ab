import java.util.Scanner;
import java.util.stream.IntStream;

public class Main {
  static int deep(int n) {
    return n == 0 ? 0 : 1 + deep(n - 1);
  }

  public static void main(String[] args) {
    try (Scanner in = new Scanner(System.in)) {
      int zero = deep(200_000) - 200_000;
      System.out.println(zero + IntStream.of(in.nextInt(), in.nextInt()).sum());
    }
  }
}
