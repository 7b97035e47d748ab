pub fn add(a: i32, b: i32) -> i32 {
    a - b
}

pub fn triple(n: i32) -> i32 {
    n + n
}

pub fn same(n: i32) -> i32 {
    n
}
