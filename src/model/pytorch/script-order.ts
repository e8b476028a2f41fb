import { isTorchRecurrent } from '../state-dict/recurrent-layers.js';
import { ArgumentError, BadFileError } from '../../errors.js';
import { readText, type Parts } from '../../files/parts.js';
import type { ModelFile } from '../model-file.js';
import { assumptionsIn, chained } from '../state-dict/chain.js';
import { NotSimple } from '../torchscript/expression.js';
import type { Link, Plain } from '../torchscript/links.js';
import { orderOf, type ScriptModule } from '../torchscript/order.js';
import { parseClass, type ScriptClass } from '../torchscript/script-class.js';
import { archiveRoot } from './read-archive.js';
import { ScriptObject, TorchTensorValue } from './torch-world.js';

/** Longer code is no chain of modules. */
const greatestCode = 1 << 22;

/**
 * The order in which the modules of a TorchScript archive run, read from its code, which is followed as data and never run; undefined
 * where they do not simply run one after the other.
 */
export function scriptOrder(parts: Parts, main: ScriptObject): Link[] | undefined {
  const classes = new Map<string, ScriptClass | undefined>();
  const classNamed = (path: string) => {
    if (!classes.has(path)) classes.set(path, readClass(parts, path));
    return classes.get(path);
  };
  try {
    return orderOf({ main: moduleOf(main), classNamed });
  } catch (error) {
    if (error instanceof NotSimple || error instanceof BadFileError) return undefined;
    throw error;
  }
}

/** `__torch__.a.b.C` is the class C of code/__torch__/a/b.py. */
function readClass(parts: Parts, path: string): ScriptClass | undefined {
  const names = path.split('.');
  const file = `${archiveRoot(parts)!}code/${names.slice(0, -1).join('/')}.py`;
  if (!parts.has(file)) return undefined;
  const source = parts.open(file);
  const isLong = source.size > greatestCode;
  source.close();
  return isLong ? undefined : parseClass(readText(parts, file), names.at(-1)!);
}

function moduleOf({ className, attributes }: ScriptObject): ScriptModule {
  return {
    className,
    attribute(name) {
      const value = attributes.get(name);
      if (value instanceof TorchTensorValue) return 'tensor';
      return value instanceof ScriptObject ? moduleOf(value) : (value as Plain);
    },
  };
}

/** The file with its layers in the order that its code tells; as it is, where that does not suit the weights. */
export function inOwnOrder(file: ModelFile, order: readonly Link[] | undefined): ModelFile {
  if (!order) return file;
  const entries = order.map(({ entry }) => entry);
  try {
    const layers = chained(file.name, file.layers, entries);
    if (!suits(layers, order)) return file;
    const assumptions = [
      "the order of the modules is that of the archive's own code",
      ...assumptionsIn(layers),
    ];
    return { ...file, layers, hasConfig: true, assumptions, close: () => file.close() };
  } catch (error) {
    if (error instanceof ArgumentError) return file;
    throw error;
  }
}

/** Whether weights are taken for the modules that the code names: all of them, each as what it is there. */
function suits(layers: ModelFile['layers'], order: readonly Link[]): boolean {
  // A BatchNorm1d without weights of its own has statistics alone.
  if (layers.some((one) => one.className === 'torch.BatchNorm' && one.weights.length < 4))
    return false;
  const found = layers.map(({ className }) => className);
  const kinds = found.filter((kind, k) => !isTorchRecurrent(kind) || !isUpper(layers[k]!.name));
  return String(kinds) === String(order.map(({ className }) => className));
}

/** Whether a layer is one above the first of its module. */
function isUpper(name: string): boolean {
  return /\.l[1-9]\d*$/.test(name);
}
