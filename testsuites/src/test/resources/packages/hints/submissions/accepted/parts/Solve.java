public class Solve {
  public static void main(String[] args) {
    System.out.println(Reader.read());
  }
}
