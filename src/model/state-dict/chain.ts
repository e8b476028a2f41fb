import { isTorchRecurrent } from './recurrent-layers.js';
import { ArgumentError } from '../../errors.js';
import type { LayerSpec } from '../model-file.js';

/** One link of a chain: a module by its name, a function by PyTorch's (`relu`, `last`…), or a module with what its file does not say. */
export type ChainEntry =
  string | ({ readonly module: string } & Readonly<Record<string, string | number>>);

/** Functions that stand in a chain by their names. */
const functions: ReadonlySet<string> = new Set(
  'relu tanh sigmoid softplus gelu silu elu leaky_relu softmax log_softmax dropout last transpose'.split(
    ' ',
  ),
);

/** What weights do not tell of a module, by its class, and nobody may assume. */
const needed: Readonly<Record<string, readonly string[]>> = {
  'torch.Conv1d': ['stride', 'padding'],
};

/** What may be said of a module or function beside its name, and what PyTorch takes if nobody says anything. */
const defaults: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  'torch.Conv1d': { dilation: 1, groups: 1 },
  'torch.LayerNorm': { eps: 1e-5 },
  'torch.BatchNorm': { eps: 1e-5 },
  'torch.functional.leaky_relu': { negative_slope: 0.01 },
  'torch.functional.elu': { alpha: 1 },
};

/** What the links of a chain were taken to be where nobody said it, in sentences. */
export function assumptionsIn(layers: readonly LayerSpec[]): string[] {
  return layers.flatMap(({ name, className, config }) => {
    const missing = Object.entries(defaults[className] ?? {}).filter(([key]) => !(key in config));
    const said = missing.map(([key, value]) => `${key} ${value}`).join(', ');
    return said === '' ? [] : [`assumed for ${name}: ${said}`];
  });
}

/** @throws ArgumentError for something that is not known of a module, which would be left out. */
function requireKnown(file: string, { name, className }: LayerSpec, said: Said): void {
  const known = [
    ...(needed[className] ?? []),
    ...Object.keys(defaults[className] ?? {}),
    ...(className === 'torch.RNN' ? ['nonlinearity'] : []),
  ];
  const unknown = Object.keys(said).find((key) => !known.includes(key));
  if (unknown === undefined) return;
  const list = known.length > 0 ? `only ${known.join(', ')}` : 'nothing';
  throw new ArgumentError(
    `${file}: the chain says "${unknown}" of "${name}" (${className}), of which ${list} can be said`,
    { file, layer: name },
  );
}

type Said = Readonly<Record<string, unknown>>;

/**
 * The layers of a state dict in the order in which a user says they run: `['emb', 'lstm', 'last', 'out']`. A recurrent module stands for all
 * its layers. `last` is x[:, -1], `transpose` x.transpose(1, 2).
 * @throws ArgumentError for a module that the file does not have, or one of which too little is known.
 */
export function chained(
  file: string,
  layers: readonly LayerSpec[],
  chain: readonly ChainEntry[],
): LayerSpec[] {
  const links: LayerSpec[] = [];
  const add = (spec: LayerSpec) => {
    const before = links.at(-1);
    const taken = links.filter(
      ({ name }) => name === spec.name || name.startsWith(`${spec.name}_`),
    );
    if (taken.length > 0 && spec.weights.length > 0) {
      throw new ArgumentError(
        `${file}: "${spec.name}" stands in the chain twice, which cannot be run`,
        { file },
      );
    }
    const name = taken.length > 0 ? `${spec.name}_${taken.length}` : spec.name;
    links.push({ ...spec, name, inbound: before ? [before.name] : [] });
  };
  for (const entry of chain) {
    const { module, ...said } = typeof entry === 'string' ? { module: entry } : entry;
    const found = modulesNamed(layers, module);
    if (found.length === 0 && functions.has(module)) {
      const link = functionNamed(module, said);
      requireKnown(file, link, said);
      add(link);
      continue;
    }
    if (found.length === 0) throw unknownModule(file, module, layers);
    for (const spec of found) add(completed(file, { spec, said, first: links.length === 0 }));
  }
  const [start, ...rest] = links;
  if (!start) throw new ArgumentError(`${file}: the chain is empty`, { file });
  return [{ ...start, config: { ...start.config, batch_input_shape: inputShape(links) } }, ...rest];
}

function functionNamed(name: string, config: Said): LayerSpec {
  const className = `torch.functional.${name}`;
  return { name, className, config, weights: [], inbound: [], children: [] };
}

/** A module by its name, or all layers of a recurrent one. */
function modulesNamed(layers: readonly LayerSpec[], module: string): LayerSpec[] {
  const own = layers.filter(({ name }) => name === module);
  if (own.length > 0) return own;
  const stack = layers.filter(
    ({ name }) => name.startsWith(`${module}.l`) && /^l\d+$/.test(name.slice(module.length + 1)),
  );
  // A module without a prefix, as `lstm.state_dict()` writes it, has layers l0, l1…
  return stack;
}

function completed(
  file: string,
  { spec, said, first }: { spec: LayerSpec; said: Said; first: boolean },
): LayerSpec {
  requireKnown(file, spec, said);
  const missing = (needed[spec.className] ?? []).filter((key) => !Object.hasOwn(said, key));
  if (missing.length > 0 && (spec.weights[0]?.shape.at(-1) ?? 1) > 1) {
    throw new ArgumentError(
      `${file}: the weights of "${spec.name}" (${spec.className}) do not tell its ${missing.join(' and ')}: put { module: '${spec.name}', ${missing.map((key) => `${key}: …`).join(', ')} } into the chain`,
      { file, layer: spec.name },
    );
  }
  // A matrix without a bias is a table where tokens come in, and a Linear elsewhere.
  const className =
    spec.className === 'torch.Embedding' && !first ? 'torch.Linear' : spec.className;
  return { ...spec, className, config: { ...spec.config, ...said } };
}

function unknownModule(file: string, module: string, layers: readonly LayerSpec[]): ArgumentError {
  const names = new Set(layers.map(({ name }) => name.replace(/\.l\d+$/, '')));
  return new ArgumentError(
    `${file} has no module "${module}" for the chain; it has ${[...names].slice(0, 20).join(', ')}, and the functions ${[...functions].join(', ')}`,
    { file, reason: 'no-such-layer' },
  );
}

/** Samples × time of tokens, or samples × time × features; without a recurrent module samples × features. */
function inputShape(links: readonly LayerSpec[]): (number | null)[] {
  const first = links.find(({ weights }) => weights.length > 0);
  if (first?.className === 'torch.Embedding') return [null, null];
  const own = first?.weights[0]!.shape.at(first.className === 'torch.Conv1d' ? 1 : -1) ?? null;
  // The weights of a convolution in groups are as deep as one group.
  const { groups = 1 } = first?.config ?? {};
  const width = own === null || typeof groups !== 'number' ? own : own * groups;
  const turned = links[0]!.className === 'torch.functional.transpose';
  const conv = first?.className === 'torch.Conv1d' && !turned;
  if (conv) return [null, width, null];
  const sequence = links.some(({ className }) => isTorchRecurrent(className)) || turned;
  return sequence ? [null, null, width] : [null, width];
}

/** The chain that a config holds; undefined for none. */
export function chainIn(
  config: Readonly<Record<string, unknown>> | undefined,
): readonly ChainEntry[] | undefined {
  const chain = config && Object.hasOwn(config, 'chain') ? config['chain'] : undefined;
  if (chain === undefined) return undefined;
  const isEntry = (entry: unknown) =>
    typeof entry === 'string' ||
    (typeof entry === 'object' &&
      entry !== null &&
      typeof (entry as { module?: unknown }).module === 'string');
  if (Array.isArray(chain) && chain.every(isEntry)) return chain as ChainEntry[];
  throw new ArgumentError(
    "A chain is a list of modules' names, such as ['emb', 'lstm', 'last', 'out']",
  );
}
