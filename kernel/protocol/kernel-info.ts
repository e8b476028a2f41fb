import type { Json } from './message.js';
import { protocolVersion } from './make-message.js';

/**
 * The content of `kernel_info_reply`. It needs no engine: the front end is answered while the compiler loads.
 * @param version of gatelab
 */
export function makeKernelInfo(version: string, features: readonly string[]): Json {
  return {
    status: 'ok',
    protocol_version: protocolVersion,
    implementation: 'gatelab',
    implementation_version: version,
    language_info: {
      name: 'typescript',
      version: '5',
      mimetype: 'text/typescript',
      file_extension: '.ts',
      codemirror_mode: 'typescript',
      pygments_lexer: 'typescript',
      nbconvert_exporter: 'script',
    },
    banner: `gatelab ${version}: TypeScript, and recurrent networks taken apart`,
    help_links: [],
    supported_features: features,
    debugger: features.includes('debugger'),
  };
}
