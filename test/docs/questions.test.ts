import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, runExamples } from './run-examples.js';

it('every line of docs/questions.md runs, and gives what it promises', async () => {
  const page = readFileSync(join(root, 'docs', 'questions.md'), 'utf8');
  assert.ok((await runExamples(page)) >= 10);
});
