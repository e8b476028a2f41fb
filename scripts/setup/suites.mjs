// The test suites: which folder of test/ is which, what each needs beside Node, and how many processes run it.
import { availableParallelism } from 'node:os';
import { dirname, join, relative, sep } from 'node:path';
import { root, walk } from './files.mjs';
import { runMocha } from './mocha.mjs';

/** Tests that need more than Node, by folder of test/; all others are unit tests. */
const special = [
  { name: 'conformance', needs: ['jupyter'] },
  { name: 'reference', folders: ['src/reference'], needs: ['frameworks'] },
  { name: 'onnxruntime', folders: ['src/onnxruntime'], needs: ['onnxruntime'] },
  { name: 'packages', needs: ['packages'] },
  { name: 'notebooks', needs: ['jupyter', 'frameworks', 'browser'] },
  { name: 'browser', needs: ['jupyter', 'browser'] },
  { name: 'analyst', needs: ['jupyter', 'browser', 'packages'] },
];

/** So many files of unit tests share a process at most: what their modules hold stays in memory until it ends. */
const filesAtOnce = 12;

/** @returns `{ name, files, needs }` of every suite that has tests, unit tests first. */
export function listSuites() {
  const suites = special.map(({ name, needs, folders = [name] }) => {
    return { name, needs, files: testsIn(folders) };
  });
  const taken = new Set(suites.flatMap(({ files }) => files));
  const units = testsIn(['.']).filter((file) => !taken.has(file));
  return [{ name: 'unit', needs: [], files: units }, ...suites].filter((s) => s.files.length > 0);
}

function testsIn(folders) {
  const files = folders.flatMap((folder) => walk(join(root, 'test', folder)));
  return files.filter((file) => /\.test\.(ts|mjs)$/.test(file));
}

/**
 * Runs one suite with mocha: unit tests a few files to a process, two processes at a time where there are two cores;
 * suites that share a JupyterLab or a browser in one.
 * @returns `{ passes, failures }`; a run that broke off counts as one failure.
 */
export async function runSuite({ name, needs, files }) {
  console.log(`\n${name} tests`);
  if (needs.includes('jupyter')) return runTwiceAtMost(name, files);
  if (name !== 'unit') return runMocha(name, files);
  const waiting = neighbours(files);
  const results = [];
  const work = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      results.push(await runMocha(nameOf(next), next, { apart: true }));
    }
  };
  await Promise.all(Array.from({ length: Math.min(2, availableParallelism()) }, work));
  const sum = (key) => results.reduce((total, result) => total + result[key], 0);
  return { passes: sum('passes'), failures: sum('failures') };
}

/**
 * Runs tests in which other programs take part: Jupyter's, a browser. What fails is tried once more, file by file, and named: a slow moment of theirs is no
 * fault of ours, and what is wrong fails again (docs/decisions/0034-other-programs-twice.md).
 */
async function runTwiceAtMost(name, files) {
  const first = await runMocha(name, files);
  const failed = Object.keys(first.files).filter((file) => first.files[file].failures > 0);
  const known = failed.reduce((sum, file) => sum + first.files[file].failures, 0);
  // Beside tests something else went wrong: a run that broke off, a process left behind.
  if (known === 0 || known !== first.failures) return first;
  console.log(`\nOnce more: ${failed.map((file) => relative(root, file)).join(', ')}`);
  const second = await runMocha(name, failed);
  const before = failed.reduce((sum, file) => sum + first.files[file].passes, 0);
  if (second.failures === 0) console.log(`Failed at first, and passed then: ${known} of ${name}`);
  return { passes: first.passes - before + second.passes, failures: second.failures };
}

/** Cuts sorted files into lists for one process each: of one part of test/, and of as few rooms as possible. */
function neighbours(files) {
  const lists = [];
  for (const file of files) {
    const last = lists.at(-1);
    const joins = last && last.length < filesAtOnce && roomOf(last[0])[0] === roomOf(file)[0];
    if (joins) last.push(file);
    else lists.push([file]);
  }
  return lists;
}

/** The part and the room that a test belongs to, such as `['src', 'cell']`. */
const roomOf = (file) => {
  return relative(join(root, 'test'), dirname(file)).split(sep).slice(0, 2);
};

const nameOf = (files) => [...new Set(files.map((file) => roomOf(file).join('/')))].join(', ');
