'use strict';
// What tests use of node:test. What they declare runs in its order once their source has been read; a test that came to its end
// holds, and so does nothing else.
const Unit = (note, explain, keepGoing) => {
  const newSuite = () => ({items: [], before: [], after: [], beforeEach: [], afterEach: []});
  const root = newSuite();
  let current = root;
  let used = false;

  const parts = args => {
    const options = args.find(a => a !== null && typeof a === 'object') || {};
    const body = args.find(a => typeof a === 'function');
    return {options, body, skipped: !body || options.skip || options.todo};
  };
  const with_modes = f => Object.assign(f, {skip: () => {}, todo: () => {}, only: f});

  const test = with_modes((...args) => {
    used = true;
    const {body, skipped} = parts(args);
    if (!skipped) current.items.push(body);
    return Promise.resolve();
  });
  const describe = with_modes((...args) => {
    used = true;
    const {body, skipped} = parts(args);
    if (skipped) return;
    const outer = current;
    current = newSuite();
    outer.items.push(current);
    try {
      body();
    } finally {
      current = outer;
    }
  });
  const hook = name => f => void current[name].push(f);

  let ran = 0;
  const run_test = async (body, hooks) => {
    ran++;
    const context = {
      name: '', diagnostic() {}, skip() {}, todo() {}, plan() {}, signal: new AbortController().signal,
      test: (...args) => {
        const {body: inner, skipped} = parts(args);
        return skipped ? Promise.resolve() : run_test(inner, hooks);
      },
    };
    context.it = context.test;
    try {
      for (const f of hooks.beforeEach) await f(context);
      if (body.length > 1) await new Promise((resolve, reject) => body(context, e => (e ? reject(e) : resolve())));
      else await body(context);
      for (const f of hooks.afterEach) await f(context);
      note(true);
    } catch (e) {
      if (e.code !== 'STOP') explain(e);
      if (!keepGoing || e.fatal) throw Object.assign(new Error('stop'), {code: 'STOP'});
    }
  };
  const run_suite = async (suite, outer) => {
    const hooks = {
      beforeEach: [...outer.beforeEach, ...suite.beforeEach],
      afterEach: [...suite.afterEach, ...outer.afterEach],
    };
    for (const f of suite.before) await f();
    for (const item of suite.items) await (typeof item === 'function' ? run_test(item, hooks) : run_suite(item, hooks));
    for (const f of suite.after) await f();
  };

  const module = Object.assign(test, {
    test, it: test, describe, suite: describe, mock: require('node:test').mock,
    before: hook('before'), after: hook('after'), beforeEach: hook('beforeEach'), afterEach: hook('afterEach'),
  });
  module.default = module;
  return {module, isUsed: () => used, ran: () => ran, run: () => run_suite(root, newSuite())};
};
