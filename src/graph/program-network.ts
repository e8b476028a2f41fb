import { ArgumentError, UnsupportedError } from '../errors.js';
import type { ModelFile } from '../model/model-file.js';
import type { FloatType } from '../ndarray/make.js';
import type { Shape } from '../trace/batch.js';
import {
  onnxRecurrent,
  onnxRecurrentClasses as recurrent,
} from '../layers/recurrent/onnx-recurrent.js';
import type { RecurrentRunner } from '../layers/recurrent/recurrent-runner.js';
import type { LayerContext } from '../layers/runner.js';
import { inputsFor, type Target } from '../onnx/calls-at.js';
import { constantsOf } from '../onnx/constant-scope.js';
import { controls } from '../onnx/control.js';
import { completeLayers } from '../onnx/layers.js';
import { operators } from '../onnx/operators/index.js';
import { handOver } from '../onnx/hand-over.js';
import { makeProgram, type Program } from '../onnx/program.js';
import { GraphRun } from './graph-run.js';
import type { Network } from './network.js';
import { recurrentNodes, type RecurrentNodes, type RunnerAt, type Setting } from './program-run.js';

/** What recurrent nodes are run with; their own runners where none is named. */
type Nodes = Pick<RecurrentNodes, 'graphRun' | 'options'> & Partial<RecurrentNodes>;

/** A graph of operations (ONNX) as a network. */
export interface ProgramNetwork extends Network {
  /** The operations. */
  readonly program: Program;
  /** What error messages name, and where weights come from. */
  readonly context: LayerContext;
  /** The runner of a recurrent node whose weights are known; undefined where they are inputs of the graph. */
  readonly runnerAt: RunnerAt;
  /** A recurrent node by its name. @throws NotFoundError where no node has it. */
  target(name: string): Target;
  /** All recurrent nodes. */
  targets(): Target[];
  /** What is known of a run before its inputs are, for the nodes that are to be traced. */
  setting(dtype: FloatType, targets: readonly Target[], nodes: Nodes): Setting;
  /** The shape of one step of a recurrent node's input, as its weights tell; open where they are inputs of the graph. */
  stepOf(name: string): Shape;
}

/** The file with its graph's constants worked out, as far as recurrent nodes take them for weights. */
export function completeProgram(file: ModelFile): { file: ModelFile; program: Program } {
  const program = makeProgram(file.program!);
  const layers = completeLayers(file.layers, constantsOf(program, program.graph));
  return { file: { ...file, layers, close: () => file.close() }, program };
}

/** Whether a network's layers are the nodes of a graph. */
export function isProgram(network: Network): network is ProgramNetwork {
  return 'program' in network;
}

/** The rest of a network whose layers are the nodes of a graph. */
export function programNetwork(plain: Network, program: Program): ProgramNetwork {
  const { name: file, framework, frameworkVersion } = plain.file;
  const context: LayerContext = { file, framework, frameworkVersion };
  const runners = new Map<string, RecurrentRunner | undefined>();
  const specOf = (name: string) => plain.node(name).spec;
  const hasWeights = (name: string) => specOf(name).weights.length >= 2;
  const runnerAt = (name: string) => {
    if (!runners.has(name)) {
      const { spec } = plain.node(name);
      const own = hasWeights(name) ? onnxRecurrent({ ...spec, name }, context) : undefined;
      runners.set(name, own);
    }
    return runners.get(name);
  };
  const target = (name: string) => ({ program, path: name, hasWeights: hasWeights(name) });
  const isRecurrent = (name: string) => recurrent.has(specOf(name).className);
  const othersFor = (graphRun: GraphRun): NonNullable<Setting['run']['handOver']> => {
    return (first, rest) => {
      graphRun.handedOver = true;
      return handOver(program, first, rest);
    };
  };
  return {
    ...plain,
    outputNames: program.graph.outputs.map(({ name }) => name),
    program,
    context,
    runnerAt,
    isRecurrent,
    recurrentRunner(name) {
      if (isRecurrent(name)) return runnerAt(name) ?? unknownWeights(program.file, name);
      throw new ArgumentError(
        `Layer "${name}" is an ${specOf(name).className}, which has no gates; only recurrent layers can be traced`,
        { file: program.file, layer: name, reason: 'not-recurrent' },
      );
    },
    whyNot: (name) => whyNotRun(specOf(name).className, { name, file: program.file }),
    shapes(name) {
      if (!isRecurrent(name) || !hasWeights(name)) return undefined;
      return runnerAt(name)!.outputShapes([[null, null, ...stepOf(name)]]);
    },
    inputShape: (name) => (isRecurrent(name) ? [null, null, ...stepOf(name)] : undefined),
    takenFor: (name, all = false) => takenIn(program, all ? undefined : target(name)),
    target,
    targets: () => plain.names.filter(isRecurrent).map(target),
    setting(dtype, targets, nodes) {
      const run = (one: Nodes) => ({
        ...recurrentNodes({ runnerAt, context, ...one }),
        handOver: othersFor(one.graphRun),
      });
      const trial = run({ graphRun: new GraphRun({ dtype: 'float32' }), options: {} });
      return { program, dtype, targets, run: run(nodes), trial };
    },
    stepOf,
  };

  function stepOf(name: string): Shape {
    return [specOf(name).weights[0]?.shape[2] ?? null];
  }
}

/** The inputs of a graph that a node depends on, or all of them, with the shapes that the file declares. */
function takenIn({ graph }: Program, target: Target | undefined) {
  const needed = target && inputsFor(target);
  return graph.inputs
    .filter(({ name }) => needed?.includes(name) ?? true)
    .map(({ name, shape }) => ({
      source: name,
      shape: shape?.map((n) => (typeof n === 'number' ? n : null)),
    }));
}

/** Why a node cannot be run; undefined where it can. */
function whyNotRun(
  className: string,
  { name, file }: { name: string; file: string },
): string | undefined {
  const type = className.replace(/^onnx\./, '');
  if (recurrent.has(className) || operators.has(type) || controls.has(type)) return undefined;
  return `Layer "${name}" of ${file} is an ${className}, which gatelab leaves to onnxruntime-node where that is installed`;
}

/** A runner whose weights come with a run's inputs; asked for them without a run, it says so. */
function unknownWeights(file: string, layer: string): RecurrentRunner {
  const refuse = (): never => {
    throw new UnsupportedError(
      `The weights of layer "${layer}" of ${file} are inputs of the graph, or of operations that onnxruntime runs, so that they are known only in a trace`,
      { file, layer },
    );
  };
  return {
    setup: refuse,
    outputShapes: refuse,
    run: refuse,
    trace: refuse,
    stateShapes: refuse,
    withChange: () => unknownWeights(file, layer),
  };
}
