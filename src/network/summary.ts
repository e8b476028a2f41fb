import { shapeText } from '../layers/batch.js';
import { configIn, isRecord, valueIn } from '../layers/config.js';
import { explainActivation } from './explain.js';
import type { Layer } from './layer.js';
import type { Model } from './model.js';

/** One line of the summary. */
export interface SummaryRow {
  readonly layer: string;
  readonly type: string;
  /** As Keras prints it, such as `(None, 302, 30)`; `?` where it is not known. */
  readonly outputShape: string;
  readonly params: number;
}

/** What a model consists of: a table for people (`toString`), rows for programs. */
export interface Summary {
  readonly model: string;
  readonly file: string;
  readonly format: string;
  readonly frameworkVersion: string | undefined;
  readonly rows: readonly SummaryRow[];
  readonly totalParams: number;
  /** One sentence for each activation in the model: what it means in this version. */
  readonly activations: readonly string[];
  /** What a weights-only file does not say and was assumed. */
  readonly assumptions: readonly string[];
  toString(): string;
  toJSON(): Record<string, unknown>;
}

/** Collects the summary of a model. Reads no weight. */
export function summarize(model: Model): Summary {
  const { file } = model;
  const rows = model.layers.map((layer) => ({
    layer: layer.name,
    type: typeOf(layer),
    outputShape: layer.outputShape ? shapeText(layer.outputShape) : '?',
    params: layer.paramCount,
  }));
  const outer = new Set(model.file.layers.map(({ name }) => name));
  const facts = {
    model: file.modelName ?? '',
    file: file.name,
    format: file.format,
    frameworkVersion: file.frameworkVersion,
    rows,
    totalParams: rows
      .filter(({ layer }) => outer.has(layer))
      .reduce((total, { params }) => total + params, 0),
    activations: activationsIn(model),
    assumptions: model.assumptions,
  };
  return { ...facts, toString: () => summaryText(facts), toJSON: () => ({ ...facts }) };
}

function typeOf({ className, config }: Layer): string {
  const wrapped = valueIn(config, 'layer');
  const inside = isRecord(wrapped) ? valueIn(wrapped, 'class_name') : undefined;
  return typeof inside === 'string' ? `${className}(${inside})` : className;
}

/** Every activation named in a config, with what it means here. */
function activationsIn({ layers, file }: Model): string[] {
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

function meaningOf(name: string, file: Model['file']): string {
  try {
    const { formula, definedIn } = explainActivation(name, file);
    return `${name} = ${formula} (${definedIn})`;
  } catch (error) {
    return `${name}: ${error instanceof Error ? error.message : String(error)}`;
  }
}

function summaryText(facts: Omit<Summary, 'toString' | 'toJSON'>): string {
  const table = [
    ['Layer (type)', 'Output shape', 'Param #'],
    ...facts.rows.map(({ layer, type, outputShape, params }) => [
      `${layer} (${type})`,
      outputShape,
      thousands(params),
    ]),
  ];
  const widths = [0, 1, 2].map((column) => Math.max(...table.map((row) => row[column]!.length)));
  const lines = table.map(([layer = '', shape = '', params = '']) =>
    `${layer.padEnd(widths[0]!)}  ${shape.padEnd(widths[1]!)}  ${params.padStart(widths[2]!)}`.trimEnd(),
  );
  const rule = '─'.repeat(widths.reduce((sum, width) => sum + width + 2, -2));
  const name = facts.model === '' ? 'Model' : `Model: "${facts.model}"`;
  const version = facts.frameworkVersion === undefined ? '' : `, version ${facts.frameworkVersion}`;
  return [
    `${name}  (${facts.file}: ${facts.format}${version})`,
    rule,
    lines[0],
    rule,
    ...lines.slice(1),
    rule,
    `Total params: ${thousands(facts.totalParams)}`,
    ...facts.activations,
    ...facts.assumptions,
  ].join('\n');
}

/** 3840 as `3,840`, the same on every machine. */
function thousands(n: number): string {
  return String(n).replace(/\B(?=(\d{3})+$)/g, ',');
}
