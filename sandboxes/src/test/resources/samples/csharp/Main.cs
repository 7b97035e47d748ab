using System;
using System.Linq;
using System.Numerics;

class Program {
  static void Main() {
    var numbers = Console.ReadLine().Split(' ').Select(BigInteger.Parse);
    Console.WriteLine(numbers.Aggregate((x, y) => x + y));
  }
}
