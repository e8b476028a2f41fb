// Mocha's own report, and the counts in a file, so that several runs can be summed up.
import { writeFileSync } from 'node:fs';
import Mocha from 'mocha';

const { reporters, Runner } = Mocha;

export default class CountingReporter extends reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    runner.once(Runner.constants.EVENT_RUN_END, () => {
      const { passes, failures, pending } = this.stats;
      writeFileSync(process.env.GATELAB_COUNTS, JSON.stringify({ passes, failures, pending }));
    });
  }
}
