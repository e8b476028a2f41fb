// The command line run from its sources, as bin/gatelab.mjs runs it from the build.
import { main } from '../../../kernel/cli/main.js';

process.exitCode = await main(process.argv.slice(2));
