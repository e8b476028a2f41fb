import { openModelFile } from '../../../src/model/open-model-file.js';
import { toNdArray } from '../../../src/ndarray/nd-array.js';
import type { NdArray } from '../../../src/ndarray/nd-array.js';
import type { FloatType } from '../../../src/ndarray/make.js';
import { GraphRun } from '../../../src/graph/graph-run.js';
import { recurrentNodes } from '../../../src/graph/program-run.js';
import { RunBudget } from '../../../src/onnx/run-budget.js';
import { makeProgram } from '../../../src/onnx/program.js';
import { runGraph } from '../../../src/onnx/run-graph.js';
import { toValue } from '../../../src/onnx/value.js';

/** Values of a graph by gatelab's own operations, all in the graph's own axes. */
export async function runValues(
  path: string,
  inputs: Readonly<Record<string, NdArray>>,
  { wanted, dtype }: { wanted: readonly string[]; dtype: FloatType },
): Promise<NdArray[]> {
  const file = await openModelFile(path);
  try {
    const program = makeProgram(file.program!);
    const infos = new Map(program.graph.inputs.map((info) => [info.name, info]));
    const given = new Map(
      Object.entries(inputs).map(([name, array]) => [
        name,
        toValue(array, infos.get(name)!.type ?? 'float32', dtype),
      ]),
    );
    const nodes = recurrentNodes({
      runnerAt: () => undefined,
      context: { file: file.name, framework: 'onnx', frameworkVersion: undefined },
      graphRun: new GraphRun({ dtype }),
      options: {},
    });
    const run = { ...nodes, program, dtype, budget: new RunBudget(1e6) };
    const values = runGraph(run, { graph: program.graph, prefix: '' }, { given, wanted });
    return values.map((value) => toNdArray(value));
  } finally {
    file.close();
  }
}
