// npm run check: formatting, lint and types.
import { runChecks } from './setup/checks.mjs';

const { failures } = await runChecks();
process.exitCode = failures === 0 ? 0 : 1;
