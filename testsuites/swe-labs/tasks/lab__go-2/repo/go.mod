module lab/calc

go 1.19
