import type { LayerSpec, Tensor } from '../model-file.js';

/** The order in which a PyTorch module makes the weights of one layer and direction. */
const roles = ['weight_ih', 'weight_hh', 'bias_ih', 'bias_hh', 'weight_hr'] as const;

const classes = new Map([
  [4, 'LSTM'],
  [3, 'GRU'],
  [1, 'RNN'],
]);

/** Whether a class of PyTorch, as `recurrentLayers` names it, is a whole recurrent layer (a cell is not). */
export const isTorchRecurrent = (className: string): boolean =>
  [...classes.values()].some((name) => className === `torch.${name}`);

/**
 * The layers of one torch.nn.LSTM, GRU or RNN (`weight_ih_l0`, `weight_hh_l0_reverse`…) or of a cell (`weight_ih`), from the
 * module's tensors; empty when it is no recurrent module. `weights` holds the forward direction's tensors in PyTorch's
 * order, then the reverse one's; `config` says what the shapes tell.
 */
export function recurrentLayers(module: string, tensors: ReadonlyMap<string, Tensor>): LayerSpec[] {
  const path = (name: string) => (module ? `${module}.${name}` : name);
  const cell = direction(tensors, '');
  if (cell) {
    const className = classOf(cell, 'Cell');
    return className
      ? [layer({ name: module || 'cell', className, before: undefined }, [cell])]
      : [];
  }
  const layers: LayerSpec[] = [];
  for (let k = 0; ; k++) {
    const forward = direction(tensors, `_l${k}`);
    if (!forward) return layers;
    const className = classOf(forward, '');
    if (!className) return layers;
    const reverse = direction(tensors, `_l${k}_reverse`);
    const before = k ? path(`l${k - 1}`) : undefined;
    const both = reverse ? [forward, reverse] : [forward];
    layers.push(layer({ name: path(`l${k}`), className, before }, both));
  }
}

type Direction = readonly Tensor[];

function direction(tensors: ReadonlyMap<string, Tensor>, suffix: string): Direction | undefined {
  const found = roles.map((role) => tensors.get(role + suffix));
  if (!found[0] || !found[1]) return undefined;
  return found.filter((tensor) => tensor !== undefined);
}

/** How many gates: weight_hh is gates·units × units, or × the projected width. */
function classOf([input, recurrent, ...rest]: Direction, kind: '' | 'Cell'): string | undefined {
  const projection = rest.find(({ shape }) => shape.length === 2);
  const units = projection ? projection.shape[1]! : recurrent!.shape[1]!;
  if (input!.shape.length !== 2 || input!.shape[0] !== recurrent!.shape[0]) return undefined;
  const name = classes.get(recurrent!.shape[0]! / units);
  return name && `torch.${name}${kind}`;
}

interface Naming {
  readonly name: string;
  readonly className: string;
  readonly before: string | undefined;
}

function layer({ name, className, before }: Naming, directions: readonly Direction[]): LayerSpec {
  const [input, recurrent, ...rest] = directions[0]!;
  const projection = rest.find(({ shape }) => shape.length === 2);
  const config = {
    input_size: input!.shape[1],
    hidden_size: projection ? projection.shape[1] : recurrent!.shape[1],
    proj_size: projection ? projection.shape[0] : 0,
    bias: rest.some(({ shape }) => shape.length === 1),
    bidirectional: directions.length === 2,
  };
  const inbound = before === undefined ? [] : [before];
  return { name, className, config, weights: directions.flat(), inbound, children: [] };
}
