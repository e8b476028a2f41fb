// Mocha's own report, and the counts in a file, so that several runs can be summed up.
import { writeFileSync } from 'node:fs';
import Mocha from 'mocha';

const { reporters, Runner } = Mocha;

export default class CountingReporter extends reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    const files = {};
    const of = (test) => (files[fileOf(test)] ??= { passes: 0, failed: [] });
    runner.on(Runner.constants.EVENT_TEST_PASS, (test) => of(test).passes++);
    runner.on(Runner.constants.EVENT_TEST_FAIL, (test) => of(test).failed.push(test.fullTitle()));
    runner.once(Runner.constants.EVENT_RUN_END, () => {
      const { passes, failures } = this.stats;
      writeFileSync(process.env.GATELAB_COUNTS, JSON.stringify({ passes, failures, files }));
    });
  }
}

/** Hooks have no file of their own. */
const fileOf = (test) => test.file ?? (test.parent ? fileOf(test.parent) : '');
