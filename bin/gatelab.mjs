#!/usr/bin/env node
// The command `gatelab`. What it does stands in kernel/cli.
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const main = new URL('../dist/kernel/cli/main.js', import.meta.url);
if (!existsSync(main)) {
  process.stderr.write(`gatelab: ${fileURLToPath(main)} is missing; run "npm run build" first\n`);
  process.exitCode = 1;
} else {
  const { main: run } = await import(main.href);
  process.exitCode = await run(process.argv.slice(2));
}
