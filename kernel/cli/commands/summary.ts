import type { Command } from '../command.js';
import { modelOptions, openModelOf } from '../model.js';

/** `gatelab summary`: what is in a model file. */
export const summaryCommand: Command = {
  usage: 'summary MODEL [--json] [--config FILE.json | --assume-defaults]',
  summary: 'Layers, shapes and parameters of a model file, and what its activations mean.',
  options: { ...modelOptions, json: { type: 'boolean' } },
  words: [1, 1],
  async run(call) {
    const model = await openModelOf(call, call.positionals[0]!);
    try {
      const summary = model.summary();
      console.log(call.values['json'] ? JSON.stringify(summary, null, 2) : summary.toString());
    } finally {
      model.close();
    }
    return 0;
  },
};
