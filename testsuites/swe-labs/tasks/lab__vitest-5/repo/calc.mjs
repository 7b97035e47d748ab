export function add(a, b) {
  return a - b;
}

export function triple(n) {
  return n + n;
}

export function same(n) {
  return n;
}
