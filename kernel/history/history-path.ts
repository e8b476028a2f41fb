import { homedir } from 'node:os';
import { join } from 'node:path';

/** Where the history is kept: `GATELAB_HISTORY` if set, else the place where the system keeps such files. */
export function historyPath(env: NodeJS.ProcessEnv, platform = process.platform): string {
  const chosen = env['GATELAB_HISTORY'];
  if (chosen) return chosen;
  return join(stateFolder(env, platform), 'gatelab', 'history.jsonl');
}

function stateFolder(env: NodeJS.ProcessEnv, platform: NodeJS.Platform): string {
  const home = homedir();
  if (platform === 'darwin') return join(home, 'Library', 'Application Support');
  if (platform === 'win32') return env['LOCALAPPDATA'] || join(home, 'AppData', 'Local');
  return env['XDG_STATE_HOME'] || join(home, '.local', 'state');
}
