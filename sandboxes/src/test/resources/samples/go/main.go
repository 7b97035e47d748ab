package main

import (
	"bufio"
	"fmt"
	"os"
	"sort"
)

func sum[T int | float64](all []T) (total T) {
	for _, x := range all {
		total += x
	}
	return total
}

func main() {
	var a, b int
	fmt.Fscan(bufio.NewReader(os.Stdin), &a, &b)
	all := []int{a, b}
	sort.Ints(all)
	fmt.Println(sum(all))
}
