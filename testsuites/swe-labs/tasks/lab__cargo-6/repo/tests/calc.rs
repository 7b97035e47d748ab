use calc::*;

#[test]
fn keeps() {
    assert_eq!(same(3), 3);
}
