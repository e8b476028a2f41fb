import { ArgumentError, NotFoundError, UnsupportedError } from '../errors.js';
import type { LayerSpec, ModelFile, Tensor } from '../model/model-file.js';
import type { ArrayInput } from '../ndarray/as-nd-array.js';
import { asNdArray } from '../ndarray/as-nd-array.js';
import { sizeOf, toStorage } from '../ndarray/make.js';
import type { FloatStorage, NdArray } from '../ndarray/nd-array.js';
import type { CellWeights } from '../weights/cell-weights.js';
import type { Layer } from './layer.js';
import { Model } from './model.js';

/** What a weight becomes: one number everywhere, an array of its shape, or what a function makes of it. */
export type WeightChange =
  number | ArrayInput | ((values: NdArray<FloatStorage>) => ArrayInput | number);

/**
 * Weights by their names. Of a recurrent layer `U.f`, `W.i`, `b.o`, `recurrentBias.n`, `peephole.i`, `projection`, with `forward.` or `backward.` in front
 * where there are two directions and `cells.1.` where cells are stacked, or `U` for all gates of it; of a Dense (Linear) layer `kernel` and `bias`; of any layer the number of the tensor in `layer.tensors`.
 */
export type WeightChanges = Readonly<Record<string, WeightChange>>;

/**
 * A copy of a model with other weights; the model itself stays as it is.
 *
 *     withWeights(model, { lstm: { 'U.f': (u) => u.map(Math.fround), 'b.f': 1 } })
 *
 * @param change by layer which weights become what; or a function that is handed the copy, to write into the weights of its layers.
 * @throws NotFoundError for layers and weights that are not there, ArgumentError for another shape or numbers that are not finite.
 * @throws UnsupportedError for a graph of operations (ONNX), whose weights stand in its operations.
 */
export function withWeights(
  model: Model,
  change: Readonly<Record<string, WeightChanges>> | ((copy: Model) => void),
): Model {
  if (!(model instanceof Model)) {
    throw new TypeError('withWeights takes a model, as openModel returned it');
  }
  const { file } = model;
  if (file.program) {
    throw new UnsupportedError(
      `The weights of ${file.name} stand in the operations of a graph, which gatelab does not copy: change a recurrent layer by model.run(X, { at }) instead`,
      { file: file.name },
    );
  }
  const copy = new Model(copyOf(file), model.assumptions);
  if (typeof change === 'function') change(copy);
  else for (const [name, parts] of Object.entries(change)) changeLayer(copy.layer(name), parts);
  return copy;
}

function changeLayer(layer: Layer, parts: WeightChanges): void {
  for (const [part, value] of Object.entries(parts)) {
    const what = `${part} of layer "${layer.name}"`;
    for (const view of viewsIn(layer, part)) write(view, value, what);
  }
}

/** The file with weights of its own; read at once, so that what is written into the model later stays there. */
function copyOf(file: ModelFile): ModelFile {
  // Shared weights stay shared.
  const known = new Map<Tensor, Tensor>();
  const tensor = (one: Tensor): Tensor => {
    const found = known.get(one);
    if (found) return found;
    const values = one.read().copy() as NdArray<FloatStorage>;
    const own = { name: one.name, shape: one.shape, dtype: one.dtype, read: () => values };
    known.set(one, own);
    return own;
  };
  const layer = (spec: LayerSpec): LayerSpec => ({
    ...spec,
    weights: spec.weights.map(tensor),
    children: spec.children.map(layer),
  });
  return {
    ...file,
    // Another name, since nobody who opens the file finds these weights there.
    name: `${file.name} (weights changed)`,
    layers: file.layers.map(layer),
    checksums: undefined,
    close: () => {},
  };
}

/** Where a part of a layer's weights stands. */
function viewsIn(layer: Layer, part: string): NdArray<FloatStorage>[] {
  if (/^\d+$/.test(part)) {
    const tensor = layer.tensors[Number(part)];
    return tensor ? [tensor.read()] : missing(layer, part);
  }
  if (!layer.isRecurrent) {
    const isDense = ['Dense', 'torch.Linear'].includes(layer.className);
    const at = isDense ? ['kernel', 'bias'].indexOf(part) : -1;
    const tensor = layer.tensors[at];
    return tensor ? [tensor.read()] : missing(layer, part);
  }
  const [first = '', ...rest] = part.split('.');
  const weights = layer.weights;
  if (first === 'forward' || first === 'backward') return cellViews(weights[first], rest, layer);
  if (first === 'cells') {
    const cell = weights.cells[Number(rest[0])];
    return cell ? cellViews(cell, rest.slice(1), layer) : missing(layer, part);
  }
  return cellViews(weights, [first, ...rest], layer);
}

const kinds = ['W', 'U', 'b', 'recurrentBias', 'peephole'] as const;

function cellViews(
  cell: CellWeights,
  [name = '', gate, ...more]: readonly string[],
  layer: Layer,
): NdArray<FloatStorage>[] {
  const part = [name, ...(gate === undefined ? [] : [gate]), ...more].join('.');
  if (name === 'projection' && gate === undefined) return [cell.projection ?? missing(layer, part)];
  const kind = kinds.find((one) => one === name);
  const views = kind && more.length === 0 ? cell[kind] : undefined;
  if (!views) return missing(layer, part);
  return gate === undefined ? views.names.map((own) => views.get(own)) : [views.get(gate)];
}

function missing(layer: Layer, part: string): never {
  const known = layer.isRecurrent
    ? 'W.f, U.f, b.f, or the like'
    : 'kernel and bias of a Dense layer';
  throw new NotFoundError(
    `Layer "${layer.name}" (${layer.className}) has no weights "${part}": name ${known}, or one of its ${layer.tensors.length} tensors by number`,
    { layer: layer.name, reason: 'no-such-array' },
  );
}

/** Writes into a view, wherever it lies. */
function write(view: NdArray<FloatStorage>, change: WeightChange, what: string): void {
  const given =
    typeof change === 'function' ? change(view.copy() as NdArray<FloatStorage>) : change;
  const values = typeof given === 'number' ? undefined : asNdArray(given, what);
  if (values && values.shape.join() !== view.shape.join()) {
    throw new ArgumentError(
      `${what} is ${view.shape.join(' × ')}, but is to become ${values.shape.join(' × ')}`,
      { reason: 'shape' },
    );
  }
  const size = sizeOf(view.shape);
  const numbers = values ? toStorage(values, 'float64') : new Float64Array(size).fill(given as number); // prettier-ignore
  const odd = numbers.find((value) => !Number.isFinite(value));
  if (odd !== undefined) throw new ArgumentError(`${what} would hold ${odd}: weights are finite`);
  const index = view.shape.map(() => 0);
  for (let k = 0; k < size; k++) {
    view.set(...index, numbers[k]!);
    for (let axis = index.length - 1; axis >= 0 && ++index[axis]! === view.shape[axis]; axis--) {
      index[axis] = 0;
    }
  }
}
