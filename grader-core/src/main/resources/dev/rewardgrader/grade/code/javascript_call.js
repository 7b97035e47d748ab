'use strict';
// One call of the candidate's function in a process of its own. The arguments come on standard input, the result leaves as
// plain JSON on the report descriptor; what the call should return is not in here.
const fs = require('fs');
const vm = require('vm');
const stringify = JSON.stringify;
const text = fs.readFileSync(0, 'utf8');
const end = text.indexOf('\n');
const key = text.slice(0, end);
const request = JSON.parse(text.slice(end + 1));
const writeSync = fs.writeSync;
const leave = process.reallyExit.bind(process);

const say = answer => {
  let data = Buffer.from(key + ' ' + stringify(answer) + '\n');
  while (data.length > 0) data = data.subarray(writeSync(3, data));
  leave(0);
};

class Unplain extends Error {}

globalThis.ListNode = function ListNode(val, next) {
  this.val = val === undefined ? 0 : val;
  this.next = next === undefined ? null : next;
};
globalThis.TreeNode = function TreeNode(val, left, right) {
  this.val = val === undefined ? 0 : val;
  this.left = left === undefined ? null : left;
  this.right = right === undefined ? null : right;
};

const toList = values => {
  let head = null;
  for (let i = values.length - 1; i >= 0; i--) head = new ListNode(values[i], head);
  return head;
};

const toTree = values => {
  if (values.length === 0 || values[0] === null) return null;
  const root = new TreeNode(values[0]);
  const waiting = [root];
  for (let at = 0, i = 1; i < values.length; at++) {
    const node = waiting[at];
    if (node === undefined) break;
    for (const side of ['left', 'right']) {
      if (i < values.length && values[i] !== null) waiting.push((node[side] = new TreeNode(values[i])));
      i++;
    }
  }
  return root;
};

let budget = 20000000;
const isList = v => 'next' in v && 'val' in v;
const isTree = v => 'left' in v && 'right' in v && 'val' in v;

const plain = (v, depth) => {
  if (depth > 500 || budget-- < 0) throw new Unplain('a value too deep or too large');
  if (v === null || v === undefined) return null;
  switch (typeof v) {
    case 'boolean':
    case 'string': return v;
    case 'number':
      if (!Number.isFinite(v)) throw new Unplain(String(v));
      return Object.is(v, -0) ? 0 : v;
    case 'bigint': return v <= Number.MAX_SAFE_INTEGER && v >= Number.MIN_SAFE_INTEGER ? Number(v) : {$big: String(v)};
    case 'object': break;
    default: throw new Unplain('a ' + typeof v);
  }
  if (Array.isArray(v)) return Array.from(v, x => plain(x, depth + 1));
  if (ArrayBuffer.isView(v)) return Array.from(v, x => plain(x, depth + 1));
  if (v instanceof Set) return [...v].map(x => plain(x, depth + 1));
  if (v instanceof Map) return Object.fromEntries([...v].map(([k, x]) => [String(k), plain(x, depth + 1)]));
  if (v instanceof Number || v instanceof String || v instanceof Boolean) return plain(v.valueOf(), depth + 1);
  if (isTree(v)) return ofTree(v);
  if (isList(v)) return ofList(v);
  const result = Object.create(null);
  for (const k of Object.keys(v)) result[k] = plain(v[k], depth + 1);
  return result;
};

const ofList = head => {
  const values = [], seen = new Set();
  for (let node = head; node !== null && node !== undefined; node = node.next) {
    if (seen.has(node)) throw new Unplain('a linked list with a cycle');
    seen.add(node);
    values.push(plain(node.val, 0));
  }
  return values;
};

const ofTree = root => {
  const values = [], level = [root];
  for (let at = 0; at < level.length; at++) {
    if (level.length > 4000000) throw new Unplain('a tree with a cycle');
    const node = level[at];
    if (node === null || node === undefined) {
      values.push(null);
    } else {
      values.push(plain(node.val, 0));
      level.push(node.left, node.right);
    }
  }
  while (values.length > 0 && values[values.length - 1] === null) values.pop();
  return values;
};

const describe = e => {
  try {
    const line = (/candidate\.js:(\d+)/.exec(String(e && e.stack)) || [])[1];
    return `${e instanceof Error ? e.name : 'thrown'}${line ? ` in line ${line}` : ''}: ${String(e instanceof Error ? e.message : e).slice(0, 500)}`;
  } catch {
    return 'an error that cannot be shown';
  }
};

const lookUp = name => {
  try {
    return vm.runInThisContext(name);
  } catch {
    const exported = globalThis.module.exports;
    return exported !== null && typeof exported === 'object' ? exported[name] : undefined;
  }
};

const find = () => {
  const [type, name, instance] = request.entry;
  if (type !== null) {
    const owner = lookUp(type);
    const self = instance && owner !== undefined ? new owner() : owner;
    return self === undefined || typeof self[name] !== 'function' ? null : self[name].bind(self);
  }
  const found = lookUp(name);
  if (typeof found === 'function') return found;
  if (typeof globalThis.module.exports === 'function') return globalThis.module.exports;
  const solution = lookUp('Solution');
  const self = typeof solution === 'function' ? new solution() : null;
  return self !== null && typeof self[name] === 'function' ? self[name].bind(self) : null;
};

// The kinds that a JSDoc comment, as LeetCode's templates have it, gives the arguments.
const documented = source => {
  const at = source.search(new RegExp(`(?:var|let|const|function)\\s+${request.entry[1]}\\b`));
  const comment = at < 0 ? '' : source.slice(source.lastIndexOf('/**', at) < 0 ? at : source.lastIndexOf('/**', at), at);
  return [...comment.matchAll(/@param\s*\{([^}]*)\}/g)].map(m => m[1]);
};

const convert = (value, kind) => {
  if (!kind || !Array.isArray(value)) return value;
  const make = /ListNode|list_node/.test(kind) ? toList : /TreeNode|tree_node/.test(kind) ? toTree : null;
  if (make === null) return value;
  return kind.includes('[]') ? value.map(x => (Array.isArray(x) ? make(x) : x)) : make(value);
};

globalThis.require = require;
globalThis.module = {exports: {}};
globalThis.exports = globalThis.module.exports;
const quiet = () => {};
for (const name of ['log', 'info', 'warn', 'error', 'debug', 'trace', 'table', 'dir', 'assert']) console[name] = quiet;
process.stdout.write = () => true;
const source = fs.readFileSync('candidate.js', 'utf8');
try {
  let script;
  try {
    script = new vm.Script(source, {filename: 'candidate.js'});
  } catch (e) {
    say({syntax: describe(e)});
  }
  script.runInThisContext();
  const f = find();
  if (f === null) say({missing: request.entry[1]});
  const kinds = documented(source);
  const args = [...request.args, ...Object.values(request.kwargs)].map((v, i) => convert(v, request.types[i] || kinds[i]));
  let result = f(...args);
  const place = request.in_place !== null ? request.in_place : result === undefined && args.length > 0 ? 0 : null;
  if (place !== null) result = args[place];
  const nodes = request.result !== null || /@returns?\s*\{(?:ListNode|TreeNode)\}/.test(source);
  const done = value => say({ok: value === null && nodes ? [] : plain(value, 0)});
  if (result !== null && typeof result === 'object' && typeof result.then === 'function') {
    result.then(done, e => say(e instanceof Unplain ? {unplain: e.message} : {raised: describe(e)}));
  } else {
    done(result);
  }
} catch (e) {
  say(e instanceof Unplain ? {unplain: e.message} : {raised: describe(e)});
}
