import java.util.Scanner;

class Reader {
  static int read() {
    return new Scanner(System.in).nextInt();
  }
}
