import { ArgumentError } from '../errors.js';
import type { ArrayInput } from '../ndarray/as-nd-array.js';
import { asNdArray } from '../ndarray/as-nd-array.js';
import type { NdArray } from '../ndarray/nd-array.js';
import { moduleOf } from './stack.js';
import type { GivenState, GivenStates } from './start-states.js';
import type { Network } from './network.js';
import type { FirstStates } from '../trace/run-options.js';

/**
 * Whose states are meant: `h` is the named layer's, `lower/h` another one's, `h0` those of a whole PyTorch module.
 * @param asked `name`: the layer that states without a layer's name belong to; undefined where there is none. `alone`: nothing else is run.
 * @throws ArgumentError for layers that are not there or not recurrent, and states given twice.
 */
export function statesByLayer(
  network: Network,
  given: FirstStates,
  { name, alone = false }: { readonly name: string | undefined; readonly alone?: boolean },
): ReadonlyMap<string, GivenStates> {
  const found = new Map<string, Record<string, GivenState>>();
  const add = (layer: string, state: string, value: GivenState) => {
    const states = found.get(layer) ?? {};
    if (states[state]) {
      throw new ArgumentError(
        `The first state "${state}" of layer "${layer}" is given twice, as ${states[state].key} and as ${value.key}`,
        { layer },
      );
    }
    found.set(layer, { ...states, [state]: value });
  };
  for (const [key, value] of flattened(given)) {
    const at = key.lastIndexOf('/');
    const layer = at === -1 ? name : key.slice(0, at);
    if (layer === undefined) {
      throw new ArgumentError(
        `The first state "${key}" could be that of any layer: name it, "layer/${key}"`,
      );
    }
    addState(network, { layer, key, state: key.slice(at + 1), array: asNdArray(value) }, add);
  }
  if (alone) return found;
  for (const layer of found.keys()) requireWholeModule(network, { layer, name, found });
  return found;
}

/** Records by layer as `layer/name`. */
function flattened(given: FirstStates): [string, ArrayInput][] {
  return Object.entries(given).flatMap(([key, value]): [string, ArrayInput][] =>
    isArray(value)
      ? [[key, value]]
      : Object.entries(value).map(([state, array]) => [`${key}/${state}`, array]),
  );
}

function isArray(value: FirstStates[string]): value is ArrayInput {
  if (Array.isArray(value) || ArrayBuffer.isView(value)) return true;
  return typeof value !== 'object' || value === null || 'shape' in value;
}

interface Entry {
  readonly layer: string;
  readonly state: string;
  readonly key: string;
  readonly array: NdArray;
}

type Add = (layer: string, state: string, value: GivenState) => void;

function addState(network: Network, entry: Entry, add: Add): void {
  const { layer, state, key, array } = entry;
  const bottom = network.names.includes(`${layer}.l0`) ? `${layer}.l0` : layer;
  if (!network.calls.includes(bottom)) {
    throw new ArgumentError(
      `The first state "${key}" is for a layer "${layer}", which ${network.file.name} does not have`,
      { layer },
    );
  }
  const { prefixes } = network.recurrentRunner(bottom).setup();
  const levels = moduleOf(network, bottom);
  const rows = levels.length * prefixes.length;
  const [, named] = /^([hc])_?0$/.exec(state) ?? [];
  const byRow = frameworksByRow.has(network.file.framework) && array.dimension === 3;
  if (named === undefined && !byRow) return add(layer, state, { array, key });
  if (array.shape[0] !== rows || array.dimension < 2 || array.dimension > 3) {
    throw new ArgumentError(
      `"${key}" should be ${rows} × samples × units (layers·directions first), but is ${array.shape.join(' × ')}`,
      { layer },
    );
  }
  for (const [level, own] of levels.entries()) {
    for (const [k, prefix] of prefixes.entries()) {
      const row = level * prefixes.length + k;
      add(own, prefix + (named ?? state), { array, row, key });
    }
  }
}

/** Frameworks that hand states over as layers·directions × samples × units, by whatever name. */
const frameworksByRow: ReadonlySet<string> = new Set(['pytorch', 'onnx']);

/** @throws ArgumentError where some layers of a PyTorch module are given states and others are left out, below the one that is traced. */
function requireWholeModule(
  network: Network,
  {
    layer,
    name,
    found,
  }: { layer: string; name: string | undefined; found: ReadonlyMap<string, unknown> },
): void {
  const levels = moduleOf(network, layer);
  const top = name === undefined ? -1 : levels.indexOf(name);
  const needed = top === -1 ? levels : levels.slice(0, top + 1);
  const missing = needed.find((level) => !found.has(level));
  if (missing === undefined || !needed.includes(layer)) return;
  throw new ArgumentError(
    `Layer "${missing}" belongs to the same module as "${layer}" and is given no first state: give "h0" (layers·directions × samples × units), or "${missing}/h" beside the others`,
    { layer: missing },
  );
}
