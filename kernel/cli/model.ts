// Opening the model that a command names.
import { openModel, type Model } from '../../src/index.js';
import { textOption, UsageError, type Call, type Options } from './command.js';

/** What a weights-only file does not say: `--config FILE.json`, or `--assume-defaults`. */
export const modelOptions: Options = {
  config: { type: 'string' },
  'assume-defaults': { type: 'boolean' },
};

/**
 * Opens a model file with the options of the call.
 * @throws Error when the file cannot be read or understood.
 */
export async function openModelOf(call: Call, path: string): Promise<Model> {
  const config = textOption(call, 'config');
  const assumeDefaults = call.values['assume-defaults'] === true;
  if (config !== undefined && assumeDefaults) {
    throw new UsageError('Give --config or --assume-defaults, not both');
  }
  return openModel(path, {
    assumeDefaults,
    ...(config !== undefined && { config }),
  });
}
