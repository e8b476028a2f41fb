import { readArray, whatChanged } from '../../../src/index.js';
import { runOptionsOf } from '../run-input.js';
import { textOptions, type Call, type Command } from '../command.js';
import { modelOptions, openModelOf } from '../model.js';

/** `gatelab changes`: what moved between two models that are meant to differ. */
export const changesCommand: Command = {
  usage:
    'changes MODEL OTHER [--data FILE …] [--mask FILE | --lengths FILE] [--json] [--config FILE.json | --assume-defaults]',
  summary:
    'What moved between two models (checkpoints, a quantised or converted copy), by layer and gate, the furthest first.',
  options: {
    ...modelOptions,
    data: { type: 'string', multiple: true },
    mask: { type: 'string' },
    lengths: { type: 'string' },
    json: { type: 'boolean' },
  },
  words: [2, 2],
  async run(call) {
    const a = await openModelOf(call, call.positionals[0]!);
    try {
      const b = await openModelOf(call, call.positionals[1]!);
      try {
        const changes = whatChanged(a, b, await dataOf(call));
        console.log(call.values['json'] ? JSON.stringify(changes, null, 2) : `${changes}`);
      } finally {
        b.close();
      }
    } finally {
      a.close();
    }
    return 0;
  },
};

/** The data set of the call: one file, or one for each input of the models. */
async function dataOf(call: Call) {
  const arrays = await Promise.all(textOptions(call, 'data').map((path) => readArray(path)));
  return {
    ...(arrays.length > 0 && { data: arrays.length === 1 ? arrays[0]! : { inputs: arrays } }),
    ...(await runOptionsOf(call)),
  };
}
