import { BadFileError, UnsupportedError } from '../errors.js';
import { plain } from '../files/quote.js';
import type { LayerSpec } from '../model/model-file.js';
import { problemIn, v } from '../schema/schema.js';
import { configIn, isRecord, textIn, valueIn, type Config } from './config.js';
import { commonKeys, configSchema, idleKey } from './config-schemas.js';
import type { LayerContext } from './runner.js';

/** Frameworks whose layers are Keras's. */
const kerasLike: ReadonlySet<string> = new Set(['keras', 'tfjs']);

/**
 * Refuses a layer that its framework would not make, or that has something in its config that is not known here: whatever it does, it would
 * not be done. Wrapped layers and cells are looked at as well.
 * @throws BadFileError for an impossible layer, UnsupportedError for an unknown key.
 */
export function checkConfig(
  { name, className, config }: Pick<LayerSpec, 'name' | 'className' | 'config'>,
  context: LayerContext,
): void {
  if (!kerasLike.has(context.framework)) return;
  const schema = configSchema(className);
  const who = `${context.file}: layer "${plain(name)}" (${className})`;
  const subject = { file: context.file, layer: name };
  if (schema) {
    const known = Object.fromEntries(
      Object.keys(schema).map((key) => [key, valueIn(config, key)] as const),
    );
    const problem =
      problemIn(v.object(schema as Record<string, v.GenericSchema>), known) ??
      quantisation(config) ??
      stridesAndDilation(config);
    if (problem) throw new BadFileError(`${who} cannot be: ${problem}`, subject);
    const unknown = unknownKey(config, Object.keys(schema), context);
    if (unknown !== undefined) {
      throw new UnsupportedError(
        `${who} has "${plain(unknown)}" in its config, which gatelab does not know of this class; what it changes would be left out`,
        subject,
      );
    }
  }
  for (const part of ['layer', 'backward_layer', 'cell']) {
    const inner = configIn(config, part);
    if (inner) checkInner(name, inner, context);
  }
  const cells = valueIn(config, 'cells');
  for (const cell of Array.isArray(cells) ? cells : []) {
    if (isRecord(cell)) checkInner(name, cell, context);
  }
}

function checkInner(name: string, entry: Config, context: LayerContext): void {
  const className = textIn(entry, 'class_name', '').split('>').at(-1)!;
  checkConfig({ name, className, config: configIn(entry, 'config') ?? {} }, context);
}

/** A key that says something and is not known. Keras 1 had other names for most, which are read where they matter. */
function unknownKey(
  config: Config,
  known: readonly string[],
  { frameworkVersion }: LayerContext,
): string | undefined {
  if (/^[01]\b/.test(frameworkVersion ?? '')) return undefined;
  const says = (value: unknown) => value !== null && value !== undefined && value !== false;
  return Object.keys(config).find(
    (key) =>
      !known.includes(key) && !(key in commonKeys) && !idleKey.test(key) && says(config[key]),
  );
}

/** Weights of eight bits and less are stored with scales of their own. */
function quantisation(config: Config): string | undefined {
  const { dtype } = config;
  const text = isRecord(dtype) ? JSON.stringify(dtype) : String(dtype);
  return /Quantized|_from_/.test(text)
    ? `its weights are quantised (${text.slice(0, 60)}), which cannot be read`
    : undefined;
}

/** Keras's own rule for convolutions. */
function stridesAndDilation(config: Config): string | undefined {
  const [strides, dilation] = ['strides', 'dilation_rate'].map((key) =>
    [valueIn(config, key) ?? 1].flat().some((n) => n !== 1),
  );
  return strides && dilation
    ? 'it has "strides" and a "dilation_rate" at once, which Keras does not compute'
    : undefined;
}
