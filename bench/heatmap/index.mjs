// Heatmaps in a real browser beside plotly.js and Observable Plot in the same page, and matplotlib's pictures of the same size:
//
//     node --import tsx bench/heatmap/index.mjs [--python PATH] [--small] [--explore]
//
// Median and 95th percentile of the first picture and of the frames while moving and zooming; `cpu` is the page's main thread, in
// processor time, which other programs do not disturb. Above a million cells our browser side holds an overview, and asks the
// kernel for parts. A peer that takes more than a minute is left out of the larger sizes.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { pageScript } from '../../test/browser/views/helpers/bundle.js';
import { launchBrowser } from '../../test/browser/chromium.js';
import { libraryScripts } from '../../scripts/setup/peers.mjs';
import { measureKernel } from './kernel.mjs';
import { printStateSizes } from './state-size.mjs';

const sizes = [
  [30, 302],
  [1000, 1000],
  [1024, 16_384],
  [1024, 100_000],
];
const wanted = process.argv.includes('--small') ? sizes.slice(0, 2) : sizes;
const root = fileURLToPath(new URL('../..', import.meta.url));
const at = process.argv.indexOf('--python');
const python = at > 0 ? process.argv[at + 1] : join(root, '.venv/bin/python');
const patience = 60_000;

const sorted = (values) => values.toSorted((a, b) => a - b);
const quantile = (values, q) =>
  sorted(values)[Math.min(values.length - 1, Math.floor(values.length * q))];
const ms = (x) =>
  x === undefined || Number.isNaN(x)
    ? '–'
    : x >= 1000
      ? `${(x / 1000).toFixed(1)} s`
      : `${x.toFixed(1)}`;
const line = (...fields) =>
  console.log(fields.map((f, i) => (i === 0 ? f.padEnd(17) : f.padStart(9))).join(''));

async function openPage(browser) {
  const page = await browser.newPage({ viewport: { width: 1000, height: 800 } });
  await page.setContent('<!doctype html><title>bench</title><body></body>');
  await page.addScriptTag({ content: await pageScript() });
  const own = fileURLToPath(new URL('page.js', import.meta.url));
  for (const path of [...libraryScripts(), own]) await page.addScriptTag({ path });
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Performance.enable', { timeDomain: 'threadTicks' });
  const cpu = async () => {
    const { metrics } = await devtools.send('Performance.getMetrics');
    return metrics.find(({ name }) => name === 'TaskDuration').value * 1000;
  };
  return { page, cpu };
}

const call = (page, method, ...words) =>
  page.evaluate(`bench.${method}(${words.map((word) => JSON.stringify(word)).join(',')})`);

/** Gives up on what takes longer than anybody would wait. */
const withPatience = (promise) =>
  Promise.race([
    promise,
    new Promise((_, reject) =>
      setTimeout(() => reject(new Error(`more than ${patience / 1000} s`)), patience).unref(),
    ),
  ]);

async function measureLibrary(browser, library, [rows, columns]) {
  const { page, cpu } = await openPage(browser);
  const quick = library === 'gatelab' || rows * columns < 1e5;
  try {
    const firsts = [];
    const firstCpu = [];
    for (let run = 0; run < (quick ? 5 : 1); run++) {
      await call(page, 'prepare', library, rows, columns);
      const before = await cpu();
      firsts.push(await withPatience(call(page, 'first')));
      firstCpu.push((await cpu()) - before);
    }
    // Asked for first of all: the bench answers no other question.
    const isPart = library === 'gatelab' && rows * columns > 2 ** 20;
    const tile = isPart ? await call(page, 'tile', rows, columns) : null;
    const frames = {};
    for (const what of ['pan', 'zoom']) {
      const count = quick ? 60 : 5;
      const before = await cpu();
      const times = await withPatience(call(page, 'frames', what, count, rows, columns));
      frames[what] = { times, cpu: ((await cpu()) - before) / count };
    }
    return {
      first: { time: quantile(firsts, 0.5), cpu: quantile(firstCpu, 0.5) },
      frames,
      tile,
    };
  } catch (error) {
    return { failed: error.message.split('\n')[0] };
  } finally {
    await page.close().catch(() => undefined);
  }
}

function printLibrary(name, result, ours) {
  if (result.failed) return line(name, result.failed.slice(0, 60));
  const { first, frames } = result;
  const fields = ['pan', 'zoom'].flatMap((what) => {
    const { times, cpu } = frames[what];
    return [ms(quantile(times, 0.5)), ms(quantile(times, 0.95)), ms(cpu)];
  });
  const ratios = ours
    ? [ours.first.cpu / first.cpu, ours.frames.pan.cpu / frames.pan.cpu].map((r) => r.toFixed(3))
    : ['', ''];
  line(name, ms(first.time), ms(first.cpu), ...fields, ...ratios);
}

function printMatplotlib(size, ours) {
  if (!existsSync(python)) return line('matplotlib', `no Python at ${python}`);
  const script = fileURLToPath(new URL('mpl-peer.py', import.meta.url));
  const result = JSON.parse(
    execFileSync(python, [script, ...size.map(String)], { encoding: 'utf8' }),
  );
  for (const [name, times] of Object.entries(result)) {
    if (!times) continue;
    const ratios = [ours.first.cpu / times.first, ours.frames.pan.cpu / times.frame].map((r) =>
      r.toFixed(3),
    );
    line(
      `mpl ${name}`,
      ms(times.first),
      ms(times.frame),
      '',
      ms(times.frame),
      '',
      '',
      '',
      ...ratios,
    );
  }
}

const tooSlow = new Set();

async function measureSize(browser, size) {
  const cells = (size[0] * size[1]).toLocaleString('en');
  console.log(`\n${size.join(' × ')} = ${cells} cells, milliseconds`);
  line('', 'first', 'cpu', 'pan', 'p95', 'cpu', 'zoom', 'p95', 'cpu', 'first', 'pan');
  const ours = await measureLibrary(browser, 'gatelab', size);
  printLibrary('gatelab', ours, null);
  if (ours.failed) return;
  for (const library of ['plotly.js', 'Observable Plot']) {
    if (tooSlow.has(library)) continue;
    const result = await measureLibrary(browser, library, size);
    printLibrary(library, result, ours);
    if (result.failed) tooSlow.add(library);
  }
  printMatplotlib(size, ours);
  if (ours.tile) measureKernel(size, ours.tile);
}

/** One instrument of input, six series and the cell: frames while the pointer moves, and while steps are moved and zoomed through. */
async function measureExplore(browser, [rows, columns]) {
  console.log(
    `\nexplore, six series of ${rows} × ${columns}, milliseconds; 16.7 are 60 frames a second`,
  );
  line('', 'median', 'p95', 'cpu');
  const { page, cpu } = await openPage(browser);
  await call(page, 'prepare', 'explore', rows, columns);
  const start = await cpu();
  const first = await call(page, 'first');
  line('first', ms(first), '', ms((await cpu()) - start));
  const count = 60;
  for (const what of ['hover', 'pan', 'zoom']) {
    const before = await cpu();
    const times =
      what === 'hover'
        ? await call(page, 'hovers', count, rows, columns)
        : await call(page, 'frames', what, count, rows, columns);
    const each = ((await cpu()) - before) / count;
    line(what, ms(quantile(times, 0.5)), ms(quantile(times, 0.95)), ms(each));
  }
  await page.close();
}

const browser = await launchBrowser();
try {
  if (!process.argv.includes('--explore'))
    for (const size of wanted) await measureSize(browser, size);
  await measureExplore(browser, [512, 2000]);
  console.log('\nThe last two columns: our processor time to theirs; below 1 ours is faster');
} finally {
  await browser.close();
}
printStateSizes(root);
