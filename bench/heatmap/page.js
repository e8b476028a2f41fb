// Runs in the browser's page: each library's first picture of a matrix, and the frames while somebody moves and zooms through it.
// A frame's time is the change itself plus everything from the start of the next frame to its end (scripts, style, layout,
// paint); waiting for that frame to begin is nobody's work.
/* global gatelabTest, Plotly, Plot, document, performance, requestAnimationFrame, MessageChannel */

const limits = { vmin: -1, vmax: 1 };

/** The same numbers for everybody. */
const numbers = (count) => Float32Array.from({ length: count }, (_, i) => Math.sin(i * 1e-3));

const endOfFrame = () =>
  new Promise((done) =>
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => done(performance.now());
      port2.postMessage(0);
    }),
  );

/** Milliseconds of work for one change of the picture. */
async function frameOf(change) {
  let begin = null;
  const mark = () => requestAnimationFrame(() => (begin = performance.now()));
  mark();
  const start = performance.now();
  await change();
  const changed = performance.now();
  if (begin !== null) mark();
  const end = await endOfFrame();
  return changed - start + (end - begin);
}

const stage = () => {
  document.body.replaceChildren();
  const node = document.createElement('div');
  node.style.width = '960px';
  document.body.append(node);
  return node;
};

let made = 0;

/** An overview of at most a million cells is what the kernel sends of a larger matrix. */
async function ours(rows, columns) {
  const pooled = Math.max(1, Math.ceil((rows * columns) / 2 ** 20));
  const stored = Math.ceil(columns / pooled);
  const data = numbers(rows * stored);
  const wire = (values) => ({
    dtype: 'float32',
    shape: [rows, stored],
    buffer: new DataView(values.buffer),
  });
  const facet = {
    title: '',
    shape: [rows, columns],
    pooled,
    data: wire(data),
    low: pooled > 1 ? wire(data.map((x) => x - 0.1)) : null,
    high: pooled > 1 ? wire(data.map((x) => x + 0.1)) : null,
    stats: { min: -1, max: 1, mean: 0, minAt: [0, 0], maxAt: [0, 1], nan: 0 },
    quantity: 'value',
  };
  for (const view of gatelabTest.views.splice(0)) view.remove();
  stage();
  const id = `bench-${++made}`;
  await gatelabTest.open('Heatmap', id, { facets: [facet], width: 960, height: 400, ...limits });
  return {
    draw: () => gatelabTest.show(id),
    see: (xlim, ylim) => gatelabTest.models.get(id).set({ xlim, ylim }),
    /** Draws a tile that has come for these columns. */
    tile: (from, to, pooledTile) => {
      const model = gatelabTest.models.get(id);
      const cells = rows * Math.ceil((to - from) / pooledTile);
      const buffers = [0, -0.1, 0.1].map(
        (shift) => new DataView(numbers(cells).map((x) => x + shift).buffer),
      );
      const asked = gatelabTest.comms
        .get(id)
        .sent.map(({ data }) => data.content)
        .findLast((content) => content?.type === 'tile');
      return asked && (() => model.trigger('msg:custom', asked, buffers));
    },
    asked: () =>
      gatelabTest.comms
        .get(id)
        .sent.map(({ data }) => data.content)
        .findLast((content) => content?.type === 'tile'),
  };
}

const wired = (shape, shift = 0) => {
  const values = numbers(shape.reduce((size, length) => size * length, 1)).map((x) => x * 0.9 + shift); // prettier-ignore
  return { dtype: 'float32', shape, buffer: new DataView(values.buffer) };
};

/** What `explore` puts together: input, six series of units × steps on one time axis, and the cell at the cursor, linked. */
async function explore(rows, columns) {
  for (const view of gatelabTest.views.splice(0)) view.remove();
  stage();
  const id = `explore-${++made}`;
  const shared = { link: `IPY_MODEL_${id}-link`, step: 0, unit: 0, width: 960 };
  const stats = { min: -0.9, max: 0.9, mean: 0, minAt: [0, 0], maxAt: [0, 1], nan: 0 };
  const facets = [...'ifogch'].map((title, k) => ({
    ...{ title, shape: [rows, columns], pooled: 1, data: wired([rows, columns]), low: null, high: null, stats }, // prettier-ignore
    quantity: k < 3 ? 'gate' : 'hidden',
  }));
  const gates = [...'ifgo'].map((name) => ({
    ...{
      name,
      activation: 'sigmoid',
      W: wired([1, rows]),
      U: wired([rows, rows]),
      b: wired([rows]),
    },
    recurrentBias: null,
  }));
  const series = Object.fromEntries([...'ifgoch'].map((name) => [name, wired([columns, rows])]));
  const input = [{ name: 'x[0]', values: wired([columns]) }];
  const picture = { facets, sharedBy: 'quantity', facetDirection: 'column', height: 722 };
  await gatelabTest.open('GateLink', `${id}-link`, { step: 0, unit: 0 });
  await gatelabTest.open('Lines', `${id}-x`, { series: input, height: 170, ...shared });
  await gatelabTest.open('Heatmap', id, { ...picture, ...shared });
  const cell = {
    cell: 'lstm',
    input: wired([columns, 1]),
    series,
    gates,
    opened: 'f',
    atCursor: true,
  };
  await gatelabTest.open('CellDiagram', `${id}-cell`, { ...cell, ...shared });
  return {
    draw: async () => {
      for (const part of [`${id}-x`, id, `${id}-cell`]) await gatelabTest.show(part);
    },
    see: (xlim) => gatelabTest.models.get(id).set({ xlim }),
    hover: (row, column) => gatelabTest.models.get(id).set({ hover: { facet: 1, row, column } }),
  };
}

function plotly(rows, columns) {
  const node = stage();
  const data = numbers(rows * columns);
  const z = Array.from({ length: rows }, (_, r) => data.subarray(r * columns, (r + 1) * columns));
  const trace = { z, type: 'heatmap', colorscale: 'RdBu', zmin: -1, zmax: 1 };
  const layout = { width: 960, height: 400, margin: { l: 50, r: 20, t: 20, b: 40 } };
  return {
    draw: () => Plotly.newPlot(node, [trace], layout, { displayModeBar: false }),
    see: ([a, b], [c, d]) =>
      Plotly.relayout(node, {
        'xaxis.range': [a - 0.5, b - 0.5],
        'yaxis.range': [c - 0.5, d - 0.5],
      }),
  };
}

function plot(rows, columns) {
  const node = stage();
  const data = numbers(rows * columns);
  const picture = (x, y) =>
    Plot.plot({
      width: 960,
      height: 400,
      color: { scheme: 'RdBu', domain: [-1, 1], legend: false },
      x: { domain: x },
      y: { domain: y },
      marks: [
        Plot.raster(data, {
          width: columns,
          height: rows,
          imageRendering: 'pixelated',
          clip: true,
        }),
      ],
    });
  const show = (x, y) => node.replaceChildren(picture(x, y));
  return { draw: () => show([0, columns], [0, rows]), see: show };
}

const libraries = { gatelab: ours, explore, 'plotly.js': plotly, 'Observable Plot': plot };

globalThis.bench = {
  current: null,
  /** Numbers in memory; `first` draws them, to the end of the frame that shows them. */
  async prepare(library, rows, columns) {
    this.current = await libraries[library](rows, columns);
    await endOfFrame();
  },
  first() {
    return frameOf(() => this.current.draw());
  },
  /** Frames while the pointer goes over every third step of ever other units. */
  async hovers(count, rows, columns) {
    const times = [];
    for (let k = 0; k < count; k++)
      times.push(await frameOf(() => this.current.hover((7 * k) % rows, (3 * k) % columns)));
    return times;
  },
  /** Frames while four fifths of the steps are moved through, or ever fewer are seen. */
  async frames(what, count, rows, columns) {
    const times = [];
    for (let k = 1; k <= count; k++) {
      const share = what === 'pan' ? 0.8 : 0.95 ** (k % 40);
      const from = what === 'pan' ? (0.2 * k) / count : (1 - share) / 2;
      const xlim = [columns * from, columns * (from + share)];
      times.push(await frameOf(() => this.current.see(xlim, [0, rows])));
    }
    return times;
  },
  /** A part of a large matrix: what is asked for, and how long its picture takes once it has come. */
  async tile(rows, columns) {
    this.current.see([columns * 0.4, columns * 0.5], [0, rows]);
    await endOfFrame();
    await endOfFrame();
    const asked = this.current.asked();
    const draw = this.current.tile(asked.from, asked.to, asked.pooled);
    return { asked, time: await frameOf(draw) };
  },
};
