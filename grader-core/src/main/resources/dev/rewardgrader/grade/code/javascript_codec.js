'use strict';
// Plain data between two Node.js processes. A value becomes [root, table]: strings, booleans, null and finite numbers stand
// for themselves, everything else is [index] into the table, so that shared and cyclic structure survives.
(() => {
  const fs = require('fs');
  const {stringify, parse} = JSON;
  const isArray = Array.isArray;

  class Codec {
    constructor(toHandle, fromHandle) {
      this.toHandle = toHandle;
      this.fromHandle = fromHandle;
    }

    encode(value) {
      const table = [], memo = new Map(), work = [];
      const ref = v => {
        if (v === null || typeof v === 'string' || typeof v === 'boolean') return v;
        if (typeof v === 'number' && Number.isFinite(v) && !Object.is(v, -0)) return v;
        const key = typeof v === 'object' || typeof v === 'function' ? v : null;
        if (key !== null && memo.has(key)) return [memo.get(key)];
        const index = table.push(null) - 1;
        if (key !== null) memo.set(key, index);
        work.push([index, v]);
        return [index];
      };
      const root = ref(value);
      while (work.length > 0) {
        const [index, v] = work.pop();
        table[index] = this.entry(v, ref);
      }
      return [root, table];
    }

    entry(v, ref) {
      switch (typeof v) {
        case 'undefined': return ['v'];
        case 'number': return ['f', Object.is(v, -0) ? '-0' : String(v)];
        case 'bigint': return ['i', v.toString()];
        case 'symbol': return ['y', String(v.description)];
        case 'function': return ['h', this.toHandle(v), true];
      }
      const known = this.toHandle(v, true);
      if (known !== undefined) return ['h', known, false];
      if (isArray(v)) return ['l', Array.from(v, ref)];
      if (v instanceof Map) return ['m', [...v].map(([k, x]) => [ref(k), ref(x)])];
      if (v instanceof Set) return ['s', [...v].map(ref)];
      if (v instanceof Date) return ['D', v.getTime()];
      if (ArrayBuffer.isView(v) && v.length !== undefined) return ['a', v.constructor.name, Array.from(v, ref)];
      if (v instanceof Number || v instanceof String || v instanceof Boolean) return ['=', ref(v.valueOf())];
      if (typeof v.next === 'function' && typeof v[Symbol.iterator] === 'function') {
        const items = [];
        for (const x of v) if (items.push(x) > 1000000) throw new TypeError('an iterator of more than a million items');
        return ['g', items.map(ref)];
      }
      return ['o', Object.keys(v).map(k => [k, ref(v[k])])];
    }

    decode([root, table]) {
      const done = new Array(table.length), made = new Array(table.length).fill(false), later = [];
      const get = v => {
        if (!isArray(v)) return v;
        const index = v[0];
        if (!made[index]) {
          const e = table[index];
          made[index] = true;
          switch (e[0]) {
            case 'v': done[index] = undefined; break;
            case 'f': done[index] = Number(e[1]); break;
            case 'i': done[index] = BigInt(e[1]); break;
            case 'y': done[index] = Symbol(e[1]); break;
            case 'h': done[index] = this.fromHandle(e[1], e[2] === true); break;
            case 'D': done[index] = new Date(e[1]); break;
            case '=': done[index] = get(e[1]); break;
            case 'l': later.push([done[index] = [], e]); break;
            case 'm': later.push([done[index] = new Map(), e]); break;
            case 's': later.push([done[index] = new Set(), e]); break;
            case 'o': later.push([done[index] = {}, e]); break;
            case 'a': done[index] = TYPED[e[1]].from(e[2].map(get)); break;
            case 'g': done[index] = e[1].map(get)[Symbol.iterator](); break;
            default: throw new TypeError('unknown kind of value');
          }
        }
        return done[index];
      };
      const result = get(root);
      while (later.length > 0) {
        const [value, e] = later.pop();
        if (e[0] === 'l') for (const x of e[1]) value.push(get(x));
        else if (e[0] === 's') for (const x of e[1]) value.add(get(x));
        else if (e[0] === 'm') for (const [k, x] of e[1]) value.set(get(k), get(x));
        else for (const [k, x] of e[1]) Object.defineProperty(value, k, {value: get(x), writable: true, enumerable: true, configurable: true});
      }
      return result;
    }
  }

  const TYPED = {};
  for (const t of [Int8Array, Uint8Array, Uint8ClampedArray, Int16Array, Uint16Array, Int32Array, Uint32Array, Float32Array, Float64Array, BigInt64Array, BigUint64Array, Buffer])
    TYPED[t.name] = t;

  class Wire {
    constructor(source, sink) {
      this.source = source;
      this.sink = sink;
      this.chunk = Buffer.alloc(1 << 16);
      this.parts = [];
      this.rest = Buffer.alloc(0);
    }

    send(message) {
      let data = Buffer.from(stringify(message) + '\n');
      while (data.length > 0) data = data.subarray(fs.writeSync(this.sink, data));
    }

    /** The next line's value, or undefined when there is none within the given number of bytes. */
    receive(most) {
      const parts = [];
      let size = 0, data = this.rest;
      for (;;) {
        const end = data.indexOf(10);
        if (end >= 0) {
          parts.push(data.subarray(0, end));
          this.rest = Buffer.from(data.subarray(end + 1));
          return parse(Buffer.concat(parts).toString());
        }
        parts.push(Buffer.from(data));
        size += data.length;
        const n = size > most ? 0 : fs.readSync(this.source, this.chunk);
        if (n === 0) return undefined;
        data = this.chunk.subarray(0, n);
      }
    }
  }

  return {Codec, Wire};
})();
