// The test suites: which folder of test/ is which, what each needs beside Node, and how many processes run it.
import { availableParallelism } from 'node:os';
import { dirname, join, relative, sep } from 'node:path';
import { root, walk } from './files.mjs';
import { runMocha } from './mocha.mjs';

/** Tests that need more than Node, by folder of test/, the longest first; all others are unit tests. */
const special = [
  { name: 'browser', needs: ['jupyter', 'browser'] },
  { name: 'conformance', needs: ['jupyter'] },
  { name: 'notebooks', needs: ['jupyter', 'frameworks', 'browser'] },
  { name: 'packages', needs: ['packages'] },
  { name: 'analyst', needs: ['jupyter', 'browser', 'packages'] },
  { name: 'reference', folders: ['src/reference'], needs: ['frameworks'] },
  { name: 'onnxruntime', folders: ['src/onnxruntime'], needs: ['onnxruntime'] },
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
 * Runs suites: first the unit tests, a few files to a process, two processes at a time where there are two cores; then the others, two at a time too, each in
 * one process, since its tests share a JupyterLab or a browser. With two at a time reports are kept until they are whole.
 * @returns `{ passes, failures, failed }`: counts, and the titles of the tests that failed; a run that broke off counts as one failure.
 */
export async function runSuites(suites) {
  const units = suites.filter(({ name }) => name === 'unit');
  const others = suites.filter(({ name }) => name !== 'unit');
  const apart = others.length > 1 && atOnce > 1;
  return sumOf([
    ...(await inTurns(
      units.flatMap(({ files }) => neighbours(files)),
      (files) => runMocha(`unit tests: ${nameOf(files)}`, files, { apart: true }).then(titled),
    )),
    ...(await inTurns(others, (suite) => runSuite(suite, { apart }))),
  ]);
}

const atOnce = Math.min(2, availableParallelism());

/** Does the work of each item, as many at once as there are cores for. @returns the results, as they came */
async function inTurns(items, work) {
  const waiting = [...items];
  const results = [];
  const turn = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) results.push(await work(next));
  };
  await Promise.all(Array.from({ length: atOnce }, turn));
  return results;
}

/**
 * Runs one suite in one process. Where other programs take part, Jupyter's or a browser, what fails is tried once more, file by file, and named: a slow moment
 * of theirs is no fault of ours, and what is wrong fails again (docs/decisions/0034-other-programs-twice.md).
 */
async function runSuite({ name, needs, files }, options) {
  const first = await runMocha(`${name} tests`, files, options);
  const again = Object.keys(first.files).filter((file) => first.files[file].failed.length > 0);
  const failed = again.flatMap((file) => first.files[file].failed);
  // Beside tests something else went wrong: a run that broke off, a process left behind.
  const isMore = failed.length !== first.failures;
  if (!needs.includes('jupyter') || failed.length === 0 || isMore) return titled(first);
  const second = await runMocha(`${name} tests, once more`, again, options);
  for (const title of failed) console.log(`Failed at first: ${title}`);
  const before = again.reduce((sum, file) => sum + first.files[file].passes, 0);
  return titled({ ...second, passes: first.passes - before + second.passes });
}

const titled = ({ passes, failures, files }) => {
  return { passes, failures, failed: Object.values(files).flatMap(({ failed }) => failed) };
};

const sumOf = (results) => {
  const sum = (key) => results.reduce((total, result) => total + result[key], 0);
  return {
    passes: sum('passes'),
    failures: sum('failures'),
    failed: results.flatMap(({ failed }) => failed),
  };
};

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
