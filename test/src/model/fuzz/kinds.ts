import type { SampleName } from '../samples.js';
import { randomKeras, randomTfjs } from './configs.js';
import { randomTorch } from './pickles.js';
import type { Random } from './random.js';
import { bentHdf5, bentZip } from './structures.js';
import { randomCheckpoint, randomNpz, randomOnnx, randomSafetensors } from './tables.js';

/** How files of a kind are made, and in whose place they are opened. */
interface Recipe {
  readonly sample: SampleName;
  readonly make: (random: Random) => Uint8Array;
}

const bent = (sample: SampleName, bend: (random: Random, name: SampleName) => Uint8Array) => ({
  sample,
  make: (random: Random) => bend(random, sample),
});

/** Every container with a grammar of its own. */
export const kinds = {
  pickles: { sample: 'PyTorch', make: randomTorch },
  'Keras configs': { sample: 'Keras 3 .keras', make: randomKeras },
  'TensorFlow.js': { sample: 'TensorFlow.js', make: randomTfjs },
  safetensors: { sample: 'safetensors', make: randomSafetensors },
  '.npz': { sample: '.npz', make: randomNpz },
  ONNX: { sample: 'ONNX', make: randomOnnx },
  'TensorFlow checkpoints': { sample: 'TensorFlow', make: randomCheckpoint },
  'zip directories': bent('PyTorch', bentZip),
  'HDF5, first layout': bent('Keras 2 HDF5', bentHdf5),
  'HDF5, weights': bent('Keras 3 .weights.h5', bentHdf5),
} as const satisfies Record<string, Recipe>;

/** The name of a kind. */
export type Kind = keyof typeof kinds;
