import { BadFileError, openModel, type Model } from '../../../src/index.js';
import type { Call, Command } from '../command.js';
import { modelOptions, openModelOf } from '../model.js';

/** `gatelab verify`: what a model file's own checksums, names and shapes say. */
export const verifyCommand: Command = {
  usage: 'verify MODEL [--json] [--config FILE.json | --assume-defaults]',
  summary:
    'Compares the checksums, weights and shapes of a model file, and says what its format cannot tell.',
  options: { ...modelOptions, json: { type: 'boolean' } },
  words: [1, 1],
  async run(call) {
    const model = await openAsItIs(call, call.positionals[0]!);
    try {
      const found = model.verify();
      console.log(call.values['json'] ? JSON.stringify(found, null, 2) : found.toString());
    } finally {
      model.close();
    }
    return 0;
  },
};

/** Sums, weights and shapes can be compared whatever the activations are; those that are taken meanwhile stand among the remarks. */
async function openAsItIs(call: Call, path: string): Promise<Model> {
  try {
    return await openModelOf(call, path);
  } catch (error) {
    if (!(error instanceof BadFileError) || error.reason !== 'incomplete') throw error;
    if (call.values['config'] !== undefined) throw error;
    return openModel(path, { assumeDefaults: true });
  }
}
