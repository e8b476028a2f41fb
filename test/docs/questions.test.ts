import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { darkOf } from '../plots/helpers/gallery.js';
import { cellPicture } from './cell-picture.js';
import { root, runExamples } from './run-examples.js';
import { assertSameDrawing } from './same-drawing.js';

const page = readFileSync(join(root, 'docs', 'questions.md'), 'utf8');
const folder = join(root, 'docs', 'images', 'questions');
const stored = (name: string) => readFileSync(join(folder, `${name}.svg`), 'utf8');

it('every line of docs/questions.md runs, gives what it promises, and shows what stands below it', async () => {
  const shown: string[] = [];
  const promises = await runExamples(page, async (value, name) => {
    shown.push(name);
    const told = `${name}: npm run gallery -- questions`;
    assertSameDrawing(await cellPicture(value), stored(name), told);
    assert.equal(stored(`${name}-dark`), darkOf({ svg: stored(name) }), told);
  });
  assert.ok(promises >= 10);
  const files = shown.flatMap((name) => [`${name}-dark.svg`, `${name}.svg`]);
  assert.deepEqual(readdirSync(folder).sort(), files.sort());
});

it('every question of docs/questions.md has a picture, and every picture says what there is to see', () => {
  const questions = page.split('\n## ').filter((part) => /^.*\?\n/.test(part));
  assert.ok(questions.length >= 12);
  for (const question of questions) assert.match(question, /<picture>/, question.split('\n')[0]);
  const pictures = [...page.matchAll(/<picture>(.*)<\/picture>/g)];
  for (const [, picture = ''] of pictures) {
    const [, dark, light, alt = ''] = /srcset="(.*)-dark\.svg"><img src="(.*)\.svg" alt="([^"]*)">/.exec(picture)!; // prettier-ignore
    assert.equal(dark, light);
    assert.ok(alt.length > 30, alt);
  }
});
