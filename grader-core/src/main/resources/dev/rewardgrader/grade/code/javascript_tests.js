'use strict';
// The tests' process: runs the task's test source and calls the candidate, which lives in another process, over a pipe.
// The verdict goes to the report descriptor, which the candidate does not have.
const fs = require('fs');
const vm = require('vm');
const {Codec, Wire} = (0, eval)('(require) => ' + fs.readFileSync('grader_codec.js', 'utf8').replace("'use strict';", ''))(require);
const Unit = (0, eval)('(require) => {' + fs.readFileSync('grader_unit.js', 'utf8').replace("'use strict';", '') + ' return Unit; }')(require);
const MOST = 64 << 20;
const wire = new Wire(0, 1);
const task = JSON.parse(fs.readFileSync('grader_task.json', 'utf8'));
const state = {outcome: 'passed', tests: [], total: 0, code: null, message: null};
const handles = new WeakMap();

class Gone extends Error {}
class FromCandidate extends Error {}

const report = () => {
  let data = Buffer.from(JSON.stringify(state));
  while (data.length > 0) data = data.subarray(fs.writeSync(3, data));
  process.reallyExit(0);
};

const describe = a => (a[3] ? `${a[1]} in line ${a[3]}: ${a[2]}` : `${a[1]}: ${a[2]}`);

const receive = when => {
  try {
    const reply = wire.receive(MOST);
    if (Array.isArray(reply) && ['ready', 'ok', 'raised'].includes(reply[0])) return reply;
  } catch { /* not JSON: the same as nothing */ }
  throw new Gone(when);
};

let asked = false;
const ask = (...request) => {
  asked = true;
  try {
    wire.send(request);
  } catch {
    throw new Gone('call');
  }
  const reply = receive('call');
  if (reply[0] === 'raised') {
    const error = new FromCandidate(String(reply[2]));
    error.name = String(reply[1]);
    error.answer = describe(reply);
    throw error;
  }
  try {
    return [codec.decode(reply[1]), reply[2] ? codec.decode(reply[2]) : null];
  } catch {
    throw new Gone('answer');
  }
};

// Brings a mutable argument into the state that the candidate left it in.
const update = (own, other) => {
  if (own === null || typeof own !== 'object' || Array.isArray(own) !== Array.isArray(other)) return;
  if (Array.isArray(own)) {
    own.length = other.length;
    for (let i = 0; i < other.length; i++) own[i] = merged(own[i], other[i]);
  } else if (Object.getPrototypeOf(own) === Object.prototype) {
    for (const k of Object.keys(own)) if (!(k in other)) delete own[k];
    for (const k of Object.keys(other)) own[k] = merged(own[k], other[k]);
  } else if (own instanceof Map || own instanceof Set) {
    own.clear();
    if (own instanceof Map) for (const [k, v] of other) own.set(k, v);
    else for (const v of other) own.add(v);
  }
};

const merged = (own, other) => {
  if (own === null || typeof own !== 'object' || other === null || typeof other !== 'object') return other;
  update(own, other);
  return own;
};

const call = (kind, what, self, args) => {
  const encoded = codec.encode(args);
  const own = self !== null && self !== undefined ? handles.get(self) : undefined;
  const [result, changed] = ask('call', kind, what, encoded, own === undefined ? null : own);
  if (changed !== null) args.forEach((a, i) => update(a, changed[i]));
  return result;
};

// Something that lives in the candidate's process: it can be called, made, read and written there.
const stub = (kind, what) =>
  new Proxy(function () {}, {
    apply: (_, self, args) => call(kind, what, self, args),
    construct: (_, args) => ask('new', kind, what, codec.encode(args))[0],
    get: (_, name) => (typeof name === 'symbol' ? undefined : ask('get', kind, what, name)[0]),
    set: (_, name, value) => (ask('set', kind, what, name, codec.encode(value)), true),
  });

const fromHandle = (index, callable) => {
  const object = callable
    ? stub('object', index)
    : new Proxy({}, {
        get: (_, name) => (typeof name === 'symbol' ? undefined : ask('get', 'object', index, name)[0]),
        set: (_, name, value) => (ask('set', 'object', index, name, codec.encode(value)), true),
      });
  handles.set(object, index);
  return object;
};
const toHandle = (v, onlyKnown) => {
  const index = handles.get(v);
  if (index === undefined && !onlyKnown) throw new TypeError('the tests pass a function to the candidate');
  return index;
};
const codec = new Codec(toHandle, fromHandle);

const note = (held, message) => {
  state.tests.push([state.tests.length + 1, held]);
  state.total = state.tests.length;
  if (!held && state.code === null) {
    state.outcome = 'failed';
    state.code = 'assert';
    state.message = message === undefined ? '' : String(message).slice(0, 500);
  }
};

const explain = e => {
  if (e instanceof Gone) {
    e.fatal = true;
    state.outcome = 'gone';
    state.code = e.message;
  } else if (e instanceof FromCandidate) {
    Object.assign(state, {outcome: 'raised', code: 'call', message: e.answer});
  } else if (e && e.code === 'ERR_ASSERTION') {
    note(false, e.message);
  } else if (state.outcome === 'passed') {
    Object.assign(state, {outcome: 'failed', code: 'test-raised', message: String(e).slice(0, 500)});
  }
};

// What the prompt defines, without the unfinished function at its end; its own helpers stay the task's.
const helpers = text => {
  const lines = text.split('\n');
  for (let end = lines.length; end > 0; end--) {
    try {
      const source = lines.slice(0, end).join('\n');
      return new vm.Script(source, {filename: 'prefix'});
    } catch { /* unfinished: try without its last line */ }
  }
  return null;
};

// The imports of a module as calls of require. What a relative path names is the candidate.
const commonJs = text => {
  const binding = names => names.replace(/\bas\b/g, ':');
  return text.replace(
    /^[ \t]*import\s+(?:([\w$]+)\s*,?\s*)?(?:(\{[^}]*\})|\*\s*as\s+([\w$]+))?\s*(?:from\s*)?(['"][^'"\n]+['"])[ \t]*;?/gm,
    (_, own, names, all, path) => {
      const relative = /^['"]\./.test(path);
      const parts = [];
      if (own && !relative) parts.push(`const ${own} = require(${path})`);
      if (all) parts.push(`const ${all} = require(${path})`);
      if (names) parts.push(`const ${binding(names)} = require(${path})`);
      return parts.length ? parts.join('; ') + ';' : '';
    },
  );
};

(async () => {
try {
  let script;
  try {
    script = new vm.Script(commonJs(task.test_code), {filename: 'tests'});
  } catch (e) {
    Object.assign(state, {outcome: 'bad-task', message: String(e)});
    report();
  }
  globalThis.require = require;
  globalThis.module = {exports: {}};
  globalThis.exports = globalThis.module.exports;
  const prefix = helpers(task.helpers);
  const entry = task.entry;
  const entryName = entry === null ? null : entry[0] === null ? entry[1] : entry[0];
  if (prefix !== null) {
    try {
      prefix.runInThisContext();
    } catch { /* a prefix that needs the candidate has no helpers */ }
  }
  const defined = name => {
    try {
      vm.runInThisContext(name);
      return true;
    } catch {
      return false;
    }
  };
  const words = new Set(task.test_code.match(/[A-Za-z_$][\w$]*/g) || []);
  if (entryName !== null) words.add(entryName);
  const names = [...words].filter(name => {
    try {
      new vm.Script(`(${name})`);
    } catch {
      return false;
    }
    return name === entryName || !defined(name);
  });
  wire.send({names});
  const ready = receive('load');
  if (ready[0] === 'raised') {
    Object.assign(state, {outcome: 'raised', code: ready[4] ? 'syntax' : 'load', message: describe(ready)});
    report();
  }
  const offered = new Set(ready[1]);
  if (entryName !== null && !offered.has(entryName) && !(entry[0] === null)) {
    Object.assign(state, {outcome: 'missing', message: entryName});
    report();
  }
  for (const name of names) {
    if (offered.has(name) || name === entryName) {
      const object = entry !== null && entry[0] === null && name === entryName ? stub('entry', entry) : stub('name', name);
      Object.defineProperty(globalThis, name, {value: object, writable: true, configurable: true});
    }
  }
  const quiet = () => {};
  for (const name of ['log', 'info', 'warn', 'error', 'debug', 'trace', 'table', 'dir']) console[name] = quiet;
  console.assert = (held, ...message) => {
    note(!!held, message[0]);
    if (!held && !task.keep_going) throw Object.assign(new Error('assert'), {code: 'STOP'});
  };
  process.stdout.write = () => true;
  const countCalls = f =>
    new Proxy(f, {
      apply: (t, self, args) => {
        const result = Reflect.apply(t, self, args);
        note(true);
        return result;
      },
      get: (t, name) => (typeof t[name] === 'function' && name !== 'AssertionError' ? countCalls(t[name]) : t[name]),
    });
  const assert = countCalls(require('assert'));
  const unit = Unit(note, explain, task.keep_going);
  const candidate = new Proxy({}, {get: (_, name) => (typeof name === 'symbol' ? undefined : globalThis[name])});
  const load = name => {
    if (/^(?:node:)?assert(?:\/strict)?$/.test(name)) return name.endsWith('strict') ? assert.strict : assert;
    if (/^(?:node:)?test$/.test(name)) return unit.module;
    return name.startsWith('.') ? candidate : require(name);
  };
  globalThis.require = load;
  try {
    script.runInThisContext();
    if (entry !== null && defined('check') && !/^check\(/m.test(task.test_code)) vm.runInThisContext('check')(stub('entry', entry));
    if (unit.isUsed()) await unit.run();
    const bad = message => Object.assign(state, {outcome: 'bad-task', message});
    if (!asked) bad('it never uses the candidate');
    else if (unit.isUsed() && unit.ran() === 0) bad('it has no test that runs: none, or all are skipped');
    else if (state.tests.length === 0) {
      if (/\b(?:console\.)?assert\b/.test(task.test_code)) {
        Object.assign(state, {outcome: 'failed', code: 'no-assert', message: 'no assert was reached'});
      } else if (/\bthrow\b/.test(task.test_code)) note(true); // such tests raise by themselves
      else bad('it asserts nothing');
    }
  } catch (e) {
    if (e.code !== 'STOP') explain(e);
  }
} catch (e) {
  explain(e);
}
report();
})();
