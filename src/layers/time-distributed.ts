import { UnsupportedError } from '../errors.js';
import type { LayerSpec } from '../model/model-file.js';
import { configIn, textIn } from './config.js';
import { isRecurrentRunner } from './recurrent/recurrent-runner.js';
import type { LayerContext, Runner, RunnerMaker } from './runner.js';

/** TimeDistributed: the wrapped layer at every step, as if the steps were samples. */
export function timeDistributedRunner(
  spec: LayerSpec,
  context: LayerContext,
  makeInner: RunnerMaker,
): Runner {
  const inner = makeInner(wrapped(spec), context);
  return {
    outputShapes: ([input]) => {
      const [samples = null, steps = null, ...step] = input ?? [];
      return inner
        .outputShapes([[null, ...step]])
        .map((shape) => [samples, steps, ...shape.slice(1)]);
    },
    run([input]) {
      if (isRecurrentRunner(inner) && inner.setup().stateful) {
        throw new UnsupportedError(
          `Layer "${spec.name}" runs a stateful layer at every step, which gatelab cannot run`,
          { layer: spec.name },
        );
      }
      const { data, shape, mask } = input!;
      const [samples = 0, steps = 0, ...step] = shape;
      return inner.run([{ data, shape: [samples * steps, ...step] }]).map((out) => ({
        data: out.data,
        shape: [samples, steps, ...out.shape.slice(1)],
        ...(mask && { mask }),
      }));
    },
  };
}

function wrapped(spec: LayerSpec): LayerSpec {
  const layer = configIn(spec.config, 'layer') ?? {};
  const [child] = spec.children;
  const weights = spec.weights.length > 0 ? spec.weights : (child?.weights ?? []);
  return {
    name: spec.name,
    className: textIn(layer, 'class_name', child?.className ?? ''),
    config: configIn(layer, 'config') ?? {},
    weights,
    inbound: [],
    children: child?.children ?? [],
  };
}
