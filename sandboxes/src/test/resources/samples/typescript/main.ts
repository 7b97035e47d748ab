import { readFileSync } from 'fs';

enum Zero {
  Value = 0,
}

const numbers: number[] = readFileSync(0, 'utf8').trim().split(/\s+/).map(Number);
console.log(numbers.reduce((x: number, y: number) => x + y, Zero.Value as number));
