import assert from 'node:assert/strict';
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LayerSpec, ModelFile } from '../../../src/model/model-file.js';
import { openModelFile } from '../../../src/model/open-model-file.js';
import { samples, singleFiles, type SampleName } from './samples.js';

const folder = 'test/fixtures';

/** What scripts/fixtures/cases/case.py writes of each case, as far as it matters to a reader. */
interface Case {
  readonly id: string;
  readonly format: string;
  readonly file: string;
  readonly layer: string;
  readonly kind: string;
  readonly open?: { readonly config?: string | Record<string, unknown> };
}

const cases = JSON.parse(readFileSync(`${folder}/cases.json`, 'utf8')) as Case[];

function configOf({ open }: Case): { config?: string | Record<string, unknown> } {
  const config = open?.config;
  return config === undefined
    ? {}
    : { config: typeof config === 'string' ? `${folder}/${config}` : config };
}

function allLayers(layers: readonly LayerSpec[]): LayerSpec[] {
  return layers.flatMap((layer) => [layer, ...allLayers(layer.children)]);
}

async function using<T>(model: ModelFile, look: (model: ModelFile) => T): Promise<T> {
  try {
    return look(model);
  } finally {
    model.close();
  }
}

describe('openModelFile(path) of what the frameworks wrote', () => {
  for (const one of cases) {
    it(`${one.id}: is ${one.format}, with a ${one.kind} called ${one.layer}`, async () => {
      const file = await openModelFile(`${folder}/${one.file}`, configOf(one));
      await using(file, (model) => {
        assert.equal(model.format, one.format);
        // A call of a layer is the layer; one in a nested model goes by its own name there.
        const path = one.layer.replace(/#\d+/g, '');
        const names = [path, path.split('/').at(-1)];
        const layer = allLayers(model.layers).find(({ name }) => names.includes(name));
        assert.equal(layer?.className, one.kind);
        for (const { shape, read } of layer!.weights) assert.deepEqual(read().shape, shape);
        assert.ok(layer!.weights.length > 0);
      });
    });
  }

  it('is told by content, whatever the file is called', async () => {
    const temporary = mkdtempSync(join(tmpdir(), 'gatelab-'));
    for (const name of singleFiles) {
      // Files that refer to each other by name.
      if (/TensorFlow|shard|external/.test(name)) continue;
      const disguised = join(temporary, name === 'PyTorch' ? 'model.h5' : 'model.pt');
      copyFileSync(samples[name], disguised);
      const [under, plain] = [await openModelFile(disguised), await openModelFile(samples[name])];
      assert.equal(under.format, plain.format);
      under.close();
      plain.close();
    }
    rmSync(temporary, { recursive: true });
  });

  it('says of weights alone that no config came with them, and tells classes by shapes', async () => {
    const classes = async (name: SampleName) =>
      using(await openModelFile(samples[name]), ({ hasConfig, layers }) => {
        assert.equal(hasConfig, false);
        return layers.map(({ className }) => className);
      });
    assert.deepEqual(await classes('Keras 2 HDF5 weights'), ['LSTM', 'LSTM', 'Dense']);
    assert.deepEqual((await classes('Keras 3 .weights.h5')).sort(), ['Dense', 'LSTM', 'LSTM']);
    assert.deepEqual(await classes('PyTorch'), ['torch.LSTM']);
  });
});
