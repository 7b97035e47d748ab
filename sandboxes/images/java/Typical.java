import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.StreamTokenizer;
import java.io.StringReader;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.*;
import java.util.function.*;
import java.util.stream.*;

/** What candidates use, once each: its compilation and its run name the classes to be archived. */
public class Typical {
  record Edge(int to, long cost) {}

  sealed interface Shape permits Dot, Line {}

  record Dot() implements Shape {}

  record Line(int length) implements Shape {}

  enum Kind { A, B }

  static <T extends Comparable<T>> T greatest(List<T> all) {
    return all.stream().max(Comparator.naturalOrder()).orElseThrow();
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    BufferedReader lines = new BufferedReader(new InputStreamReader(System.in));
    int n = Integer.parseInt(new StringTokenizer(lines.readLine()).nextToken());
    StreamTokenizer numbers = new StreamTokenizer(new StringReader("1 2"));
    numbers.nextToken();
    long sum = 0;
    Map<Integer, Integer> counts = new HashMap<>();
    TreeMap<Integer, Integer> sorted = new TreeMap<>(Comparator.reverseOrder());
    Deque<Integer> deque = new ArrayDeque<>();
    PriorityQueue<Edge> queue = new PriorityQueue<>((a, b) -> Long.compare(a.cost(), b.cost()));
    double real;
    String word;
    try (Scanner in = new Scanner(lines)) {
      for (int i = 0; i < n; i++) {
        int value = in.nextInt();
        sum += value;
        counts.merge(value, 1, Integer::sum);
        sorted.put(value, i);
        deque.addLast(value);
        queue.add(new Edge(i, in.nextLong()));
      }
      in.nextLine();
      real = in.nextDouble();
      word = in.next();
    }
    int[][] grid = new int[3][4];
    for (int[] row : grid) Arrays.fill(row, 1);
    int[] array = IntStream.range(0, n).map(i -> n - i).toArray();
    Arrays.sort(array);
    Integer[] boxed = Arrays.stream(array).boxed().toArray(Integer[]::new);
    Arrays.sort(boxed, Collections.reverseOrder());
    List<String> words = new ArrayList<>(List.of("b", "a"));
    Collections.sort(words);
    String joined =
        words.stream().map(String::toUpperCase).filter(s -> !s.isEmpty()).collect(Collectors.joining(","));
    Map<Boolean, Long> halves =
        counts.keySet().stream().collect(Collectors.groupingBy(k -> k % 2 == 0, Collectors.counting()));
    Map<String, List<Edge>> byName = new LinkedHashMap<>();
    byName.computeIfAbsent("k", key -> new ArrayList<>()).addAll(queue);
    Function<Integer, Integer> twice = x -> 2 * x;
    String text = switch (Kind.A) { case A -> "a"; case B -> { yield "b" + grid.length; } };
    Object any = text;
    if (any instanceof String s && s.length() > 1) throw new IllegalStateException("never");
    BigInteger power = BigInteger.valueOf(3).pow(100).mod(BigInteger.TEN);
    BigDecimal rounded = new BigDecimal("1.55").setScale(1, RoundingMode.HALF_UP);
    Set<String> set = new HashSet<>(Arrays.asList("x y z".split(" ")));
    BitSet bits = new BitSet(10);
    bits.set(new Random(1).nextInt(5));
    StringBuilder built = new StringBuilder().append(sum).append(' ').append(twice.apply(2)).reverse();
    PrintWriter out = new PrintWriter(new BufferedWriter(new OutputStreamWriter(System.out)));
    out.println("sum " + sum + " " + real + word + counts + sorted + deque + byName.size() + text);
    out.printf("%d %s %.3f%n", sum, joined, real);
    out.println(String.format("%5d|%-5s|%x", n, "a", 255) + halves + power + rounded + set + bits + built);
    Optional<Integer> most = counts.values().stream().max(Comparator.naturalOrder());
    out.println(most.orElse(0) + " " + boxed.length + Objects.hash(1, 2) + Math.sqrt(real) + greatest(words));
    out.flush();
    System.out.println(String.join(" ", words));
    try {
      Integer.parseInt("x");
    } catch (NumberFormatException e) {
      System.err.println(e.getMessage());
    }
    Thread thread = new Thread(null, () -> System.out.println("done"), "main", 1 << 26);
    thread.start();
    thread.join();
  }
}
