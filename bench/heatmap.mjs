// First paint and pan of heatmaps in a real browser, beside matplotlib's pictures of the same size, in one run:
//
//     npx tsx bench/heatmap.mjs [--python PATH] [--small]
//
// Ours: from the model's state to painted pixels (median of 5), and the frame after a change of the visible steps (median of 20).
// Above a million cells the browser holds an overview, as the kernel sends it. matplotlib (in .venv) draws and writes a PNG.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { pageScript } from '../test/browser/views/helpers/bundle.js';
import { launchBrowser } from '../test/browser/chromium.js';

const sizes = [
  [30, 302],
  [1000, 1000],
  [1024, 16_384],
  [1024, 100_000],
];
const wanted = process.argv.includes('--small') ? sizes.slice(0, 2) : sizes;
const root = fileURLToPath(new URL('..', import.meta.url));
const at = process.argv.indexOf('--python');
const python = at > 0 ? process.argv[at + 1] : `${root}.venv/bin/python`;

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

/** Runs in the page: times of the first paint and of frames, in milliseconds. */
async function measure([rows, columns]) {
  const { open, show, models } = globalThis.gatelabTest;
  const pooled = Math.max(1, Math.ceil((rows * columns) / 2 ** 20));
  const stored = Math.ceil(columns / pooled);
  const wire = (shift) => {
    const data = Float32Array.from({ length: rows * stored }, (_, i) => Math.sin(i * 1e-3) + shift);
    return { dtype: 'float32', shape: [rows, stored], buffer: new DataView(data.buffer) };
  };
  const stats = { min: -1, max: 1, mean: 0, minAt: [0, 0], maxAt: [0, 1], nan: 0 };
  const firsts = [];
  const frames = [];
  for (let run = 0; run < 5; run++) {
    const facet = {
      title: '',
      shape: [rows, columns],
      pooled,
      data: wire(0),
      stats,
      quantity: 'value',
    };
    const edges = pooled > 1 ? { low: wire(-0.1), high: wire(0.1) } : { low: null, high: null };
    const id = `${rows}-${columns}-${run}`;
    await open('Heatmap', id, { facets: [{ ...facet, ...edges }], vmin: -1, vmax: 1 });
    const start = performance.now();
    await show(id);
    globalThis.document.querySelector('canvas').getContext('2d').getImageData(100, 50, 1, 1);
    firsts.push(performance.now() - start);
    for (let k = 1; k <= 4; k++) {
      const from = performance.now();
      models.get(id).set({ xlim: [k * columns * 0.01, columns * (0.8 + k * 0.01)] });
      await new Promise((done) => globalThis.requestAnimationFrame(() => setTimeout(done, 0)));
      frames.push(performance.now() - from);
    }
    for (const view of globalThis.gatelabTest.views.splice(0)) view.remove();
  }
  return { firsts, frames };
}

const peer = `
import sys, time, io, numpy as np, matplotlib
matplotlib.use("agg")
import matplotlib.pyplot as plt
rows, columns = int(sys.argv[1]), int(sys.argv[2])
data = np.sin(np.arange(rows * columns, dtype=np.float32) * 1e-3).reshape(rows, columns)
for name in ["pcolormesh", "imshow"]:
    if name == "pcolormesh" and rows * columns > 2e7: print("nan"); continue
    start = time.perf_counter()
    figure, axes = plt.subplots(figsize=(9, 4))
    getattr(axes, name)(data, cmap="RdBu", **({"aspect": "auto"} if name == "imshow" else {}))
    figure.savefig(io.BytesIO(), format="png", dpi=100)
    print((time.perf_counter() - start) * 1000)
    plt.close(figure)
`;

/** Milliseconds of pcolormesh and imshow; not numbers without a Python that has matplotlib. */
function matplotlibTimes([rows, columns]) {
  if (!existsSync(python)) return [NaN, NaN];
  const text = execFileSync(python, ['-c', peer, String(rows), String(columns)], {
    encoding: 'utf8',
  });
  return text.trim().split('\n').map(Number);
}

const browser = await launchBrowser();
try {
  const page = await browser.newPage({ viewport: { width: 1000, height: 800 } });
  await page.setContent('<!doctype html><title>bench</title><body></body>');
  await page.addScriptTag({ content: await pageScript() });
  const ms = (x) => (Number.isNaN(x) ? '–' : `${x.toFixed(1)} ms`).padStart(12);
  console.log(
    'cells'.padStart(12),
    ...['first paint', 'frame', 'pcolormesh', 'imshow', 'ratio'].map((t) => t.padStart(12)),
  );
  for (const size of wanted) {
    const { firsts, frames } = await page.evaluate(
      `(${measure.toString()})(${JSON.stringify(size)})`,
    );
    const [mesh, image] = matplotlibTimes(size);
    const first = median(firsts);
    const ratio = (first / image).toFixed(3).padStart(12);
    console.log(
      String(size[0] * size[1]).padStart(12),
      ms(first),
      ms(median(frames)),
      ms(mesh),
      ms(image),
      ratio,
    );
  }
  console.log('ratio: our first paint to imshow; below 1 ours is faster');
} finally {
  await browser.close();
}
