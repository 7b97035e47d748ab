fun main() {
    val (a, b) = readln().split(" ").map { it.toInt() }
    println(listOf(a, b,).sum())
}
