// Operations beyond gatelab's own: who runs them, and the sentences of refusals.
import { UnsupportedError } from '../errors.js';
import { bodiesOf } from '../model/onnx/node-names.js';
import type { OnnxNode } from '../model/onnx/schema.js';
import { loadOnnxRuntime } from '../onnxruntime/load.js';
import { runOrWait } from '../trace/later.js';
import { controls } from './control.js';
import { operators } from './operators/index.js';
import { nodesFor, planOf, type Program } from './program.js';
import { isRecurrentNode } from './recurrent.js';

/** A node, and its path as a layer. */
export interface NodeAt {
  /** What error messages call the file. */
  readonly file: string;
  /** The operation. */
  readonly node: OnnxNode;
  /** Its name, in bodies with the names of the nodes around it. */
  readonly path: string;
}

/** Why a node that gatelab does not run itself is not run. */
export type Refusal = keyof typeof remedies;

/** The reason of errors that waiting for onnxruntime would avoid. */
export const needsOnnxRuntime = 'needs-onnxruntime';

const remedies = {
  /** A plain call cannot wait for onnxruntime. */
  now: 'gatelab leaves to onnxruntime: await layer.traceAsync(…) or model.predictAsync(…), or ',
  missing:
    'gatelab leaves to onnxruntime: install it (npm install onnxruntime-node) and await traceAsync or predictAsync, or ',
  never: 'gatelab does not run; ',
  random: 'draws at random, so that no two runs are alike; ',
} as const;

/** What programs tell these refusals by: whether onnxruntime would help. */
const reasons: Readonly<Record<Refusal, string>> = {
  now: needsOnnxRuntime,
  missing: needsOnnxRuntime,
  never: 'unsupported',
  random: 'unsupported',
};

/** A node that gatelab does not run itself. */
export class NotRunHere extends UnsupportedError {
  constructor({ file, node, path }: NodeAt, why: Refusal) {
    const type = node.domain === '' ? node.type : `${node.domain}.${node.type}`;
    super(
      `Layer "${path}" of ${file} is an onnx.${type}, which ${remedies[why]}` +
        'give what arrives at the recurrent layer behind it, with { layerInput: true } (--layer-input)',
      { file, layer: path, reason: reasons[why] },
    );
  }
}

/** Operations whose results are drawn at random, so that they are no constants, and no trace of them is repeatable. */
export function isRandom({ type, domain }: Pick<OnnxNode, 'type' | 'domain'>): boolean {
  return domain === '' && /^(Random|Multinomial|Bernoulli)/.test(type);
}

/** Whether a node, or one in its bodies, is such as `is` says. */
export function holds(node: OnnxNode, is: (node: OnnxNode) => boolean): boolean {
  return is(node) || bodiesOf(node).some(([, { nodes }]) => nodes.some((one) => holds(one, is)));
}

/** Whether gatelab runs an operation itself; what stands in its bodies is not looked at. */
export function isRunHere(node: OnnxNode): boolean {
  if (isRecurrentNode(node)) return true;
  return node.domain === '' && (operators.has(node.type) || controls.has(node.type));
}

/**
 * Makes sure, before anything is run, that somebody runs all operations of the outermost graph that values depend on.
 * @throws NotRunHere for the first one that nobody does.
 */
export function requireRunnable({ file, graph }: Program, wanted: readonly string[]): void {
  const { names } = planOf(graph);
  const others = nodesFor(graph, wanted, new Set()).filter((n) => !isRunHere(graph.nodes[n]!));
  const first = others.find((n) => holds(graph.nodes[n]!, isRandom)) ?? others[0];
  if (first === undefined) return;
  const at = { file, node: graph.nodes[first]!, path: names[first]! };
  const why = refusalOf(at.node) ?? whoRunsIt();
  if (why !== undefined) throw new NotRunHere(at, why);
}

/** Why not even onnxruntime is asked to run a node; undefined where it may. */
export function refusalOf(node: OnnxNode): Refusal | undefined {
  if (holds(node, isRandom)) return 'random';
  return holds(node, isRecurrentNode) ? 'never' : undefined;
}

/** Undefined where onnxruntime can be asked. */
function whoRunsIt(): Refusal | undefined {
  return runOrWait<Refusal | undefined>({
    now: () => 'now',
    later: async () => ((await loadOnnxRuntime()) ? undefined : 'missing'),
  });
}
