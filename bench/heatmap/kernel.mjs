// What the kernel does for a matrix that is too large for a browser: the overview once, and the parts that are asked for.
import { facetOf } from '../../widgets/host/pictures/heatmap-facet.js';
import { answerTile } from '../../widgets/host/pictures/heatmap-tiles.js';

/** Processor time of a call in milliseconds. */
function cpuOf(act) {
  const before = process.cpuUsage();
  const result = act();
  const { user, system } = process.cpuUsage(before);
  return [(user + system) / 1000, result];
}

/** Prints the times of the overview and of the part that the browser asked for. */
export function measureKernel([rows, columns], { asked, time }) {
  const data = Float32Array.from({ length: rows * columns }, (_, i) => Math.sin(i * 1e-3));
  const matrix = { rows, columns, data };
  const [overview] = cpuOf(() => facetOf(matrix, { title: '', quantity: 'value' }));
  const tiles = Array.from({ length: 5 }, () => cpuOf(() => answerTile(matrix, asked)));
  const bytes = tiles[0][1].buffers.reduce((sum, { byteLength }) => sum + byteLength, 0);
  const cost = tiles.map(([cpu]) => cpu).toSorted((a, b) => a - b)[2];
  console.log(
    `  kernel: overview ${overview.toFixed(0)} ms cpu; a part (${asked.to - asked.from} steps, ${asked.pooled} to one) ${cost.toFixed(1)} ms cpu,` +
      ` ${(bytes / 2 ** 20).toFixed(1)} MB, drawn in ${time.toFixed(1)} ms`,
  );
}
