import { BadFileError } from '../errors.js';
import type { OpenOptions } from '../model/format.js';
import { openModelFile } from '../model/open-model-file.js';
import {
  assumeDefaults,
  leavesFormulasOpen,
  takenAsPlain,
  withSequences,
} from './assume-defaults.js';
import { Model } from './model.js';

/** What a user may say beside the path of a model. */
export interface OpenModelOptions extends OpenOptions {
  /** Take the framework's default activations where a weights-only file does not say them; `summary()` says so. */
  readonly assumeDefaults?: boolean;
}

/**
 * Opens a model file of any known format, told by its content.
 * @throws Error when the file cannot be read, or holds weights without the activations that belong to them.
 */
export async function openModel(path: string, options: OpenModelOptions = {}): Promise<Model> {
  const { assumeDefaults: assume = false, ...rest } = options;
  const opened = await openModelFile(path, rest);
  const { file, assumptions } = assume ? takenAsPlain(opened) : { file: opened, assumptions: [] };
  const taken = [...(file.assumptions ?? []), ...assumptions];
  if (!leavesFormulasOpen(file)) return new Model(withSequences(file), taken);
  if (assume) {
    const assumed = assumeDefaults(file);
    return new Model(assumed.file, [...assumed.assumptions, ...taken]);
  }
  file.close();
  throw new BadFileError(
    `${file.name} holds weights but not the activations of its layers: give their config ` +
      `({ config: 'model.json' }, --config FILE.json), or take the defaults ({ assumeDefaults: true }, --assume-defaults)`,
    { file: file.name, reason: 'incomplete' },
  );
}
