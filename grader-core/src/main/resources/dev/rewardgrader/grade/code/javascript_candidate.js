'use strict';
// The candidate's process: loads the candidate and answers calls. Whatever the candidate does in here, all that it can bring
// about is another answer; the tests and what they expect are in another process.
const fs = require('fs');
const vm = require('vm');
const {Codec, Wire} = (0, eval)('(require) => ' + fs.readFileSync('grader_codec.js', 'utf8').replace("'use strict';", ''))(require);
const wire = new Wire(0, 1);
const objects = [];
const indexes = new Map();
const toHandle = (v, onlyKnown) => {
  let index = indexes.get(v);
  if (index === undefined && !onlyKnown) indexes.set(v, (index = objects.push(v) - 1));
  return index;
};
const codec = new Codec(toHandle, index => objects[index]);

const failure = e => {
  const isError = e instanceof Error || (e && typeof e.message === 'string');
  let text = '';
  try { text = String(isError ? e.message : e).slice(0, 2000); } catch { /* an error whose text fails has none */ }
  let line = 0;
  try { line = Number((/candidate\.js:(\d+)/.exec(String(e.stack)) || [0, 0])[1]); } catch { /* no place known */ }
  let name = 'Error';
  try { name = isError ? String(e.name).slice(0, 100) : 'Error'; } catch { /* keep the plain name */ }
  return ['raised', name, text, line, e instanceof SyntaxError];
};

const lookUp = name => {
  try {
    return vm.runInThisContext(name);
  } catch {
    const exported = globalThis.module.exports;
    return exported && typeof exported === 'object' ? exported[name] : undefined;
  }
};

const target = ([kind, what]) => {
  if (kind === 'object') return [objects[what], undefined];
  if (kind === 'name') return [lookUp(what), undefined];
  const [type, name, instance] = what;
  if (type === null) {
    const found = lookUp(name);
    if (found !== undefined) return [found, undefined];
    const exported = globalThis.module.exports;
    if (typeof exported === 'function') return [exported, undefined];
    const solution = lookUp('Solution');
    const self = solution === undefined ? undefined : new solution();
    return [self === undefined ? undefined : self[name], self];
  }
  const owner = lookUp(type);
  const self = instance ? new owner() : owner;
  return [self[name], self];
};

const answer = request => {
  const [operation, kind, what, ...rest] = request;
  const [value, self] = target([kind, what]);
  if (operation === 'call') {
    const args = codec.decode(rest[0]);
    const before = JSON.stringify(codec.encode(args));
    const result = Reflect.apply(value, rest[1] === null ? self : objects[rest[1]], args);
    const encoded = codec.encode(result);
    const after = codec.encode(args);
    return ['ok', encoded, JSON.stringify(after) === before ? null : after];
  }
  if (operation === 'new') {
    const made = Reflect.construct(value, codec.decode(rest[0]));
    toHandle(made);
    return ['ok', codec.encode(made), null];
  }
  if (operation === 'set') {
    value[rest[0]] = codec.decode(rest[1]);
    return ['ok', codec.encode(null), null];
  }
  return ['ok', codec.encode(value[rest[0]]), null];
};

const hello = wire.receive(Infinity);
globalThis.require = require;
globalThis.module = {exports: {}};
globalThis.exports = globalThis.module.exports;
const quiet = () => {};
for (const name of ['log', 'info', 'warn', 'error', 'debug', 'trace', 'table', 'dir', 'assert']) console[name] = quiet;
process.stdout.write = () => true;
try {
  vm.runInThisContext(fs.readFileSync('candidate.js', 'utf8'), {filename: 'candidate.js'});
  wire.send(['ready', hello.names.filter(name => lookUp(name) !== undefined)]);
} catch (e) {
  wire.send(failure(e));
}
for (;;) {
  const request = wire.receive(Infinity);
  if (request === undefined) break;
  let reply;
  try {
    reply = answer(request);
  } catch (e) {
    reply = failure(e);
  }
  wire.send(reply);
}
process.reallyExit(0);
