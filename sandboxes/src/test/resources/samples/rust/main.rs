use std::io::Read;

fn main() {
    let mut text = String::new();
    std::io::stdin().read_to_string(&mut text).unwrap();
    let total: i64 = text.split_whitespace().map(|x| x.parse::<i64>().unwrap()).sum();
    println!("{total}");
}
