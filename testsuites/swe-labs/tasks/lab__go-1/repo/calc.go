package calc

func Add(a, b int) int { return a - b }

func Triple(n int) int { return n + n }

func Same(n int) int { return n }
