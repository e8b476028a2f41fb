// npm run bench: ours beside the peers, in one run, as ratios (below 1 means that ours is faster or smaller).
// `npm run bench -- --small` leaves out the large layers.
import { buildIfStale } from './setup/build.mjs';
import { ensurePackages } from './setup/packages.mjs';
import { ensurePeers, ensurePopularPackages } from './setup/peers.mjs';
import { ensureVenv, findPython, inVenv } from './setup/python.mjs';
import { run } from './setup/run.mjs';

const words = process.argv.slice(2);

try {
  ensurePackages();
  buildIfStale();
  const python = findPython();
  if (python) {
    ensureVenv('.venv', python, ['requirements-jupyter.txt', 'requirements-test.txt']);
    ensureVenv('.venv-frameworks', python, ['requirements-frameworks.txt']);
    ensurePeers();
    console.log('Kernels: start to first result, warm cells, prints, memory\n');
    run('measuring the kernels', inVenv('.venv', 'python'), ['bench/kernels.py']);
    console.log('\nPackages: ten popular ones imported with their types\n');
    const { packages: reason } = ensurePopularPackages();
    if (reason) console.log(`Left out: ${reason}`);
    else run('measuring packages', inVenv('.venv', 'python'), ['bench/packages.py']);
  } else {
    console.log('No Python 3.9 or newer was found, so there are no peers to stand beside.');
  }
  console.log('\nTraces: all six series of an LSTM\n');
  run('measuring traces', process.execPath, ['bench/trace.mjs', ...words]);
  console.log("\nFiles: the tutorial's model with all its weights\n");
  run('measuring files', process.execPath, ['bench/open-model.mjs']);
  console.log(
    '\nHeatmaps: first paint and frames in a browser, beside plotly.js, Observable Plot and matplotlib\n',
  );
  run('measuring heatmaps', process.execPath, [
    '--import',
    'tsx',
    'bench/heatmap/index.mjs',
    ...words,
  ]);
} catch (error) {
  console.error(`npm run bench: ${error.message}`);
  process.exitCode = 1;
}
