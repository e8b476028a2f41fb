import { readFileSync } from 'node:fs';
import { openModel, readArray } from '../../../src/index.js';
import type { OpenModelOptions } from '../../../src/index.js';
import { maxDifference } from '../max-difference.js';
import {
  arraysPath,
  containerFiles,
  containerFolder,
  type ContainerFile,
} from '../model/container-files.js';
import { runValues } from '../onnx/run-values.js';

/** A model that runs as a whole, and how far it is from its framework's own runtime. */
export interface WholeGraph {
  readonly name: string;
  readonly off: number;
  /** What was compared. */
  readonly what: string;
}

interface GraphEntry {
  readonly name: string;
  readonly inputs: readonly string[];
  readonly values: readonly string[];
}

interface ChainEntry {
  readonly name: string;
  readonly chain: NonNullable<OpenModelOptions['chain']>;
}

interface Program {
  readonly name: string;
  readonly isChain: boolean;
}

const fixtures = 'test/fixtures';
const listed = <T>(name: string) =>
  JSON.parse(readFileSync(`${fixtures}/${name}.json`, 'utf8')) as T[];

/** Every graph of operations and every chain of modules among the fixtures, each beside its framework. */
export async function wholeGraphs(): Promise<WholeGraph[]> {
  const rows: WholeGraph[] = [];
  for (const folder of ['graphs', 'exports']) {
    for (const one of listed<GraphEntry>(folder)) rows.push(await graphRow(folder, one));
  }
  for (const one of listed<ChainEntry>('chains')) rows.push(await chainRow(one));
  for (const one of listed<Program>('programs')) if (one.isChain) rows.push(await programRow(one));
  for (const one of containerFiles) rows.push(await containerRow(one));
  return rows;
}

async function graphRow(folder: string, { name, inputs, values }: GraphEntry): Promise<WholeGraph> {
  const path = `${fixtures}/${folder}/${name}`;
  const stored = (dataset: string) => readArray(`${path}.npz`, { dataset });
  const given: Record<string, Awaited<ReturnType<typeof stored>>> = {};
  for (const input of inputs) given[input] = await stored(`in:${input}`);
  const ours = await runValues(`${path}.onnx`, given, { wanted: values, dtype: 'float32' });
  let off = 0;
  for (const [k, value] of values.entries()) {
    off = Math.max(off, maxDifference(ours[k]!, await stored(`out:${value}`)));
  }
  return { name, off, what: `ONNX, ${values.length} values of its nodes` };
}

async function chainRow({ name, chain }: ChainEntry): Promise<WholeGraph> {
  const path = `${fixtures}/chains/${name}`;
  const stored = (dataset: string) => readArray(`${path}.npz`, { dataset });
  const model = await openModel(`${path}.pt`, { chain });
  const off = maxDifference(model.predict(await stored('x')), await stored('output'));
  model.close();
  const links = chain.map((link) => (typeof link === 'string' ? link : link.module));
  return { name, off, what: `PyTorch modules in the order ${links.join(', ')}` };
}

async function programRow({ name }: Program): Promise<WholeGraph> {
  const path = `${fixtures}/programs/${name}`;
  const stored = (dataset: string) => readArray(`${path}.npz`, { dataset });
  const model = await openModel(`${path}.pt`);
  const off = maxDifference(model.predict(await stored('x')), await stored('output'));
  const names = model.layers.map((layer) => layer.name).join(', ');
  model.close();
  return { name, off, what: `TorchScript, whose code tells the order ${names}` };
}

async function containerRow(one: ContainerFile): Promise<WholeGraph> {
  const { file, layer, what, config } = one;
  const stored = (dataset: string) => readArray(arraysPath(one), { dataset });
  const model = await openModel(`${containerFolder}/${file}`, config ? { config } : {});
  const { output } = model.layer(layer).trace(await stored('x'), { dtype: 'float32' });
  const off = maxDifference(output, await stored('output'));
  model.close();
  return { name: file, off, what: `output of ${layer} in ${what}` };
}

/** Graphs with operations that onnxruntime runs; `npm test -- onnxruntime` compares them. */
function handedOver(): string {
  const names = listed<{ readonly name: string }>('beyond').map(({ name }) => `\`${name}\``);
  return (
    'Graphs with operations beyond `src/onnx/operators`, which `traceAsync` and `predictAsync` leave to onnxruntime-node, are compared with a whole run of onnxruntime ' +
    `(off by 2e-5 at most) in \`test/src/onnxruntime/handed-over.test.ts\`: ${names.join(', ')}.`
  );
}

/** The section of the page about them. */
export function wholeGraphsSection(rows: readonly WholeGraph[]): string[] {
  return [
    '## Whole graphs, chains and other containers',
    '',
    '*off*: the largest difference of any of these values from what onnxruntime, PyTorch or TensorFlow computed, in single precision. `quantised…` are written by ' +
      "onnxruntime's quantiser, `torchscript-…` and `dynamo-…` by PyTorch's exporters, `tf2onnx-…` by tf2onnx.",
    '',
    '| model | compared | off |',
    '| --- | --- | --- |',
    ...rows.map(({ name, what, off }) => `| ${name} | ${what} | ${off.toExponential(0)} |`),
    '',
    handedOver(),
    '',
  ];
}
