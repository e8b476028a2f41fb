import { UnsupportedError } from '../errors.js';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { asNdArray } from '../ndarray/as-nd-array.js';
import { toStorage } from '../ndarray/make.js';
import type { FloatStorage } from '../ndarray/nd-array.js';
import { bytesSource } from '../files/bytes-source.js';
import { readNpy } from '../arrays/npy.js';
import type { Layer } from '../api/layer.js';
import type { Model } from '../api/model.js';
import type { Trace } from '../trace/trace.js';
import { askPython } from './ask-python.js';
import { findPython } from './find-python.js';
import { asLayerOutput } from './layer-output.js';
import { onnxModel } from './onnx-model.js';
import { runOnnxInNode } from './onnx-node.js';
import { privateFolder } from './private-folder.js';
import type { ReferenceEngine, ReferenceOptions } from './options.js';
import { kerasTask, onnxTask, torchTask } from './tasks.js';
import type { PythonTask, Wanted } from './wanted.js';
import { writeNpz } from './write-npz.js';
import { isSingle } from '../trace/trace.js';

/** An engine's answer. */
export interface Answer {
  /** The values, in C order. */
  readonly data: Float32Array;
  /** As the engine has shaped it. */
  readonly shape?: readonly number[];
  /** Who computed it, with its version. */
  readonly engine: string;
  /** Whether the engine ran the file itself, or a layer rebuilt from our reading of the weights. */
  readonly from: 'file' | 'weights';
  /** Its largest difference from itself in batches of other sizes; undefined where that was not asked. */
  readonly noiseFloor: number | undefined;
}

/** Asks the engine that was named, or the one that fits best. */
export async function askForReference(wanted: Wanted): Promise<Answer> {
  const { options, model } = wanted;
  const engines = options.engine ? [options.engine] : preferred(model);
  if (engines.includes('onnxruntime')) {
    const answer = await askNode(
      wanted,
      options.engine === 'onnxruntime' || engines[0] === 'onnxruntime',
    );
    if (answer) return answer;
  }
  const { python, module } = await findPython(engines, options);
  const folder = privateFolder();
  try {
    return await askFor(wanted, {
      command: python.command,
      module: module as ReferenceEngine,
      folder,
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The engines that may know a file, its own framework first. */
function preferred({ file }: Model): ReferenceEngine[] {
  const old = Number.parseInt(file.frameworkVersion ?? '2', 10) < 3;
  if (file.framework === 'keras') {
    return [
      ...(old ? (['tf_keras', 'keras'] as const) : (['keras'] as const)),
      'onnxruntime',
      'torch',
    ];
  }
  if (file.framework === 'pytorch') return ['torch', 'onnxruntime'];
  return ['onnxruntime', 'torch'];
}

/** onnxruntime inside Node, where it is installed and the layer can be written as an ONNX node. */
async function askNode(
  { layer, trace, options }: Wanted,
  first: boolean,
): Promise<Answer | undefined> {
  if (!first || options.python !== undefined) return undefined;
  const setup = layer.recurrent().setup();
  const model = onnxModel(setup, layer.name);
  const ours = trace();
  const { batch } = ours.start;
  options.signal?.throwIfAborted();
  const found = await runOnnxInNode(model, {
    data: Float32Array.from(batch.data),
    shape: batch.shape,
    ...batchesOf(batch.shape[0]!, options),
  });
  if (!found) return undefined;
  requirePlainStart(ours);
  const data = asLayerOutput(setup, found.data, batch.shape);
  return { ...found, data, from: 'weights' };
}

/** How many samples are run at once, and in which other sizes they are run again to see how far an engine is from itself. */
function batchesOf(samples: number, { batchSize = samples }: ReferenceOptions) {
  const otherSizes = [1, 7].filter((size) => size < samples && samples <= 64 * size);
  return { batchSize, otherSizes };
}

/** A layer that is run alone is given its input and nothing else, so a mask or a state from other layers would be lost. */
function requirePlainStart({ layer, start }: Trace<Layer>): void {
  const lost = [
    ...(start.batch.mask?.includes(0) ? ['a mask'] : []),
    ...(Object.values(start.initialState).some((state) => state.some((x) => x !== 0))
      ? ['an initial state']
      : []),
  ];
  if (lost.length === 0) return;
  throw new UnsupportedError(
    `Layer "${layer.name}" gets ${lost.join(' and ')} from the layers in front, which an engine that runs it alone is not told: ` +
      "ask the model's own framework, on the model's file",
    { layer: layer.name },
  );
}

interface Place {
  readonly command: string;
  readonly module: ReferenceEngine;
  readonly folder: string;
}

async function askFor(wanted: Wanted, { command, module, folder }: Place): Promise<Answer> {
  const { options, trace } = wanted;
  const makers = { tf_keras: kerasTask, keras: kerasTask, torch: torchTask, onnxruntime: onnxTask };
  const { from, takes, request } = makers[module](wanted, { module, folder });
  if (takes === 'layer input') requirePlainStart(trace());
  const input = takes === 'layer input' ? trace().start.batch : givenInput(wanted, from);
  const [inputFile, outputFile] = [join(folder, 'input.npz'), join(folder, 'output.npy')];
  writeNpz(inputFile, { x: { data: Float32Array.from(input.data), shape: input.shape } });
  const samples = input.shape[0]!;
  const answer = await askPython<{
    versions: Readonly<Record<string, string>>;
    noiseFloor: number | null;
  }>(
    command,
    {
      ...request,
      input: inputFile,
      output: outputFile,
      ...batchesOf(samples, options),
    },
    {
      signal: options.signal,
      ...(options.backend !== undefined && { env: { KERAS_BACKEND: options.backend } }),
    },
  );
  const values = readNpy(bytesSource(outputFile, Uint8Array.from(readFileSync(outputFile))));
  const data = Float32Array.from(toStorage(values, 'float32'));
  return {
    data:
      module === 'onnxruntime'
        ? asLayerOutput(wanted.layer.recurrent().setup(), data, input.shape)
        : data,
    shape: values.shape,
    engine: engineName(answer.versions),
    from,
    noiseFloor: answer.noiseFloor ?? undefined,
  };
}

/** The model's input as given, with the axis of samples; a framework that loads the file knows itself how many axes there are. */
function givenInput(
  { input, trace }: Wanted,
  from: PythonTask['from'],
): { data: FloatStorage; shape: readonly number[] } {
  const given = asNdArray(input);
  const single = from === 'weights' && isSingle(trace());
  return { data: toStorage(given, 'float32'), shape: single ? [1, ...given.shape] : given.shape };
}

/** Such as `keras 3.15.1 (torch)`. */
function engineName({ backend, ...versions }: Readonly<Record<string, string>>): string {
  const [name, version] = Object.entries(versions)[0]!;
  return `${name} ${version}${backend === undefined ? '' : ` (${backend})`}`;
}
