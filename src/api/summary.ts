import { shapeText } from '../trace/batch.js';
import { configIn, isRecord, valueIn } from '../layers/config.js';
import { plainLines } from '../files/quote.js';
import { verificationNote } from './verification.js';
import { explainActivation } from './explain.js';
import type { ModelFile } from '../model/model-file.js';
import type { Layer } from './layer.js';

/** One line of the summary. */
export interface SummaryRow {
  /** The layer's name; those of nested models as `outer/inner`. */
  readonly layer: string;
  /** Its class, as the file names it. */
  readonly type: string;
  /** As Keras prints it, such as `(None, 302, 30)`; `?` where it is not known. */
  readonly outputShape: string;
  /** How many numbers its weights have. */
  readonly params: number;
  /** Layers whose output it takes; `name:1` is a second output, `name#2` a second call. */
  readonly connectedTo: readonly string[];
  /** Why the layer cannot be run; absent where it can. */
  readonly reason?: string;
}

/** What a model consists of: a table for people (`toString`), rows for programs. */
export interface Summary {
  /** The model's own name, where the file gives it one. */
  readonly model: string;
  /** The path or name that the model was opened by. */
  readonly file: string;
  /** The kind of file, told by its content. */
  readonly format: string;
  /** The version that wrote the file; undefined where the file does not say. */
  readonly frameworkVersion: string | undefined;
  /** The layers, in the file's order. */
  readonly rows: readonly SummaryRow[];
  /** The numbers in all weights; shared ones count once. */
  readonly totalParams: number;
  /** Those of them that training leaves alone. */
  readonly nonTrainableParams: number;
  /** One sentence for each activation in the model: what it means in this version. */
  readonly activations: readonly string[];
  /** Which checksums the file keeps, and what they cannot tell. */
  readonly checksums: string;
  /** What a weights-only file does not say and was assumed. */
  readonly assumptions: readonly string[];
  /** The table as Keras prints it. */
  toString(): string;
  /** What `gatelab summary --json` prints. */
  toJSON(): Record<string, unknown>;
}

/** What a summary is made from. */
interface Summarized {
  readonly file: ModelFile;
  readonly layers: readonly Layer[];
  readonly assumptions: readonly string[];
}

/** Collects the summary of a model. Reads no weight. */
export function summarize(model: Summarized): Summary {
  const { file } = model;
  const rows = model.layers.map((layer) => ({
    layer: layer.name,
    type: typeOf(layer),
    outputShape: layer.outputShape ? shapeText(layer.outputShape) : '?',
    params: layer.paramCount,
    connectedTo: layer.connectedTo,
    ...(graphs.has(file.framework) && reasonOf(layer, file.name)),
  }));
  const outer = new Set(model.file.layers.map(({ name }) => name));
  const outermost = model.layers.filter(({ name }) => outer.has(name));
  const total = (count: (layer: Layer) => number) =>
    outermost.reduce((sum, layer) => sum + count(layer), 0);
  const facts = {
    model: file.modelName ?? '',
    file: file.name,
    format: file.format,
    frameworkVersion: file.frameworkVersion,
    rows,
    totalParams: total(({ paramCount }) => paramCount),
    nonTrainableParams: total(({ frozenCount }) => frozenCount),
    activations: activationsIn(model),
    checksums: verificationNote(model),
    assumptions: model.assumptions,
  };
  return { ...facts, toString: () => summaryText(facts), toJSON: () => ({ ...facts }) };
}

/** Files whose every layer is meant to be run; of the others only the recurrent layers are. */
const graphs: ReadonlySet<string> = new Set(['keras', 'tfjs', 'onnx']);

/** A layer that cannot be run says why. The file is named in the summary's first line. */
function reasonOf({ cannotRun }: Layer, file: string): { reason?: string } {
  return cannotRun === undefined ? {} : { reason: cannotRun.replace(`${file}: `, () => '') };
}

function typeOf({ className, config }: Layer): string {
  const wrapped = valueIn(config, 'layer');
  const inside = isRecord(wrapped) ? valueIn(wrapped, 'class_name') : undefined;
  return typeof inside === 'string' ? `${className}(${inside})` : className;
}

/** Every activation named in a config, with what it means here. */
function activationsIn({ layers, file }: Summarized): string[] {
  const configs = layers.flatMap(({ config }) => [
    config,
    configIn(configIn(config, 'layer') ?? {}, 'config') ?? {},
  ]);
  const names = configs.flatMap((config) =>
    ['activation', 'recurrent_activation', 'inner_activation'].map((key) => valueIn(config, key)),
  );
  return [...new Set(names.filter((name) => typeof name === 'string'))]
    .sort()
    .map((name) => meaningOf(name, file));
}

function meaningOf(name: string, file: ModelFile): string {
  try {
    const { formula, definedIn } = explainActivation(name, file);
    return `${name} = ${formula} (${definedIn})`;
  } catch (error) {
    return `${name}: ${error instanceof Error ? error.message : String(error)}`;
  }
}

function summaryText(facts: Omit<Summary, 'toString' | 'toJSON'>): string {
  const table = tableOf(facts.rows);
  const widths = table[0]!.map((_, column) =>
    table.reduce((most, row) => Math.max(most, row[column]!.length), 0),
  );
  const lines = table.map((row) =>
    row
      .map((cell, k) => (k === 2 ? cell.padStart(widths[k]!) : cell.padEnd(widths[k]!)))
      .join('  ')
      .trimEnd(),
  );
  const rule = '─'.repeat(widths.reduce((sum, width) => sum + width + 2, -2));
  const name = facts.model === '' ? 'Model' : `Model: "${facts.model}"`;
  const version = facts.frameworkVersion === undefined ? '' : `, version ${facts.frameworkVersion}`;
  return plainLines([
    `${name}  (${facts.file}: ${facts.format}${version})`,
    rule,
    lines[0]!,
    rule,
    ...lines.slice(1),
    rule,
    paramsText(facts),
    ...facts.activations,
    facts.checksums,
    ...facts.assumptions,
    ...facts.rows.flatMap(({ reason }) => reason ?? []),
  ]);
}

/** What each layer takes its input from is shown where that is not simply the layer above. */
function tableOf(rows: readonly SummaryRow[]): string[][] {
  const chain = rows.every(
    ({ connectedTo }, k) =>
      connectedTo.length === 0 ||
      (connectedTo.length === 1 && connectedTo[0] === rows[k - 1]?.layer),
  );
  const columns = chain ? 3 : 4;
  return [
    ['Layer (type)', 'Output shape', 'Param #', 'Connected to'],
    ...rows.map(({ layer, type, outputShape, params, connectedTo }) => [
      `${layer} (${type})`,
      outputShape,
      thousands(params),
      connectedTo.join(', '),
    ]),
  ].map((row) => row.slice(0, columns));
}

function paramsText({
  totalParams,
  nonTrainableParams,
}: Pick<Summary, 'totalParams' | 'nonTrainableParams'>): string {
  const total = `Total params: ${thousands(totalParams)}`;
  if (nonTrainableParams === 0) return total;
  const trained = thousands(totalParams - nonTrainableParams);
  return `${total}, trainable ${trained}, non-trainable ${thousands(nonTrainableParams)}`;
}

/** 3840 as `3,840`, the same on every machine. */
function thousands(n: number): string {
  return String(n).replace(/\B(?=(\d{3})+$)/g, ',');
}
