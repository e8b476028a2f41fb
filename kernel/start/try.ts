// Run from a new snapshot before any kernel is: does a cell have its value, from the warm compiler, do sockets open, and do threads work?
import { Worker } from 'node:worker_threads';
import { createGatelabEngine } from '../gatelab-engine.js';
import { keptStart } from '../engine/kept-start.js';

await import('zeromq');
const engine = createGatelabEngine({ folder: process.cwd() });
const { signal } = new AbortController();
const value = await engine.evaluate('[1, 2, 3].map((x) => x * 2).length');
const cell = { code: 'let y = 1; y += 2', executionCount: 1, silent: true, signal };
const result = await engine.execute(cell);
await engine.close();
// Since Node 22 the whole process ends where a thread beside a snapshot loads `net`, as that of the kernel's sockets does.
const thread = new Worker("require('node:net'); require('node:child_process');", { eval: true });
await new Promise((resolve) => thread.once('exit', resolve));
process.exit(keptStart && value === 3 && result.status === 'ok' ? 0 : 1);
