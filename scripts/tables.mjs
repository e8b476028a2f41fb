// Makes the tables of docs/diagnosis.md and docs/rounding-budget.md anew: npm run tables [diagnosis] [budget]
import { spawnSync } from 'node:child_process';

const asked = process.argv.slice(2);
const whole = { GATELAB_WHOLE: '1', GATELAB_WRITE: '1' };
const compare = (name) => `test/src/compare/${name}.test.ts`;

/**
 * What is run for each table, one after the other since they write the same page.
 * @type {[table: string, test: string, env: Record<string, string>][]}
 */
const tables = [
  ['diagnosis', compare('diagnosis'), whole],
  ['diagnosis', compare('planted-files'), whole],
  ['diagnosis', compare('false-blame'), { DIAGNOSIS_NETS: '400' }],
  ['diagnosis', compare('other-network'), { OTHER_NETS: '60' }],
  ['budget', 'test/src/rounding/rounding-band.test.ts', { BUDGET_NETS: '3000' }],
];

for (const [name, test, env] of tables) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  const { status } = spawnSync('npx', ['mocha', '--timeout', '0', test], {
    stdio: 'inherit',
    env: { ...process.env, ...env },
  });
  if (status !== 0) process.exit(status ?? 1);
}
