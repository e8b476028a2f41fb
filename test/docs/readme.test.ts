import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { root, runExamples } from './run-examples.js';

const readme = readFileSync(join(root, 'README.md'), 'utf8');

it('the ten lines of the README run and give the numbers that it promises', async () => {
  assert.ok((await runExamples(readme)) >= 5);
});

const pages = ['.', 'docs', 'docs/decisions'].flatMap((folder) =>
  readdirSync(join(root, folder))
    .filter((name) => name.endsWith('.md'))
    .map((name) => join(folder, name)),
);

it('every path that the documents name is there', () => {
  const named = /`((?:src|kernel|widgets|test|scripts|bench|docs|notebooks)\/[^`\s*{]+)`/g;
  let count = 0;
  for (const page of pages) {
    for (const [, path = ''] of readFileSync(join(root, page), 'utf8').matchAll(named)) {
      assert.ok(existsSync(join(root, path)), `${page} names ${path}`);
      count++;
    }
  }
  assert.ok(count > 30);
});

it('every link in the documents leads to a file', () => {
  for (const page of pages) {
    const text = readFileSync(join(root, page), 'utf8');
    for (const [, target = ''] of text.matchAll(/\]\(([^)#\s]+)[^)]*\)/g)) {
      if (/^[a-z]+:/.test(target)) continue;
      assert.ok(existsSync(join(root, page, '..', target)), `${page} links to ${target}`);
    }
  }
});

it('every decision has a number of its own, and its title says it', () => {
  const names = readdirSync(join(root, 'docs/decisions')).filter((name) => name.endsWith('.md'));
  const numbers = names.map((name) => name.slice(0, 4));
  assert.deepEqual(numbers, [...new Set(numbers)]);
  for (const name of names) {
    const [title = ''] = readFileSync(join(root, 'docs/decisions', name), 'utf8').split('\n');
    assert.match(title, new RegExp(`^# ${name.slice(0, 4)} \\S`));
  }
});
