// Stands in for the thread of the sockets: passes requests to the debugger and events back, and acts when code stops.
import { parentPort } from 'node:worker_threads';
import { Debugger } from '../../../kernel/debug/debugger.js';
import type { Json } from '../../../kernel/protocol/message.js';

const port = parentPort!;
let script: Json[] = [];
const seen: Json[] = [];

const debug = new Debugger((event) => {
  seen.push(event);
  if (event['event'] === 'stopped') void play();
});

/** The main thread stands still and cannot ask: what it wanted to know was written down before. */
async function play(): Promise<void> {
  for (let next = script.shift(); next; next = script.shift()) {
    const goesOn = ['continue', 'next', 'stepIn', 'stepOut'].includes(String(next['command']));
    seen.push(await debug.handle(fill(next)));
    // The code runs: what follows is for the next stop, which may have come before this reply.
    if (goesOn) return;
  }
}

/** `"$locals"` and `"$globals"` stand for the references of the last `scopes` reply. */
function fill(request: Json): Json {
  const last = seen.findLast((reply) => reply['command'] === 'scopes');
  const scopes = (last?.['body'] as { scopes?: { name: string; variablesReference: number }[] })
    ?.scopes;
  const text = JSON.stringify(request).replace(/"\$(\w+)"/g, (_, name: string) =>
    String(scopes?.find((scope) => scope.name === name)?.variablesReference),
  );
  return JSON.parse(text) as Json;
}

port.on('message', (message: { request?: Json; script?: Json[]; transcript?: true }) => {
  if (message.script) script = message.script;
  if (message.transcript) port.postMessage(seen.splice(0));
  if (message.request) void debug.handle(message.request).then((reply) => port.postMessage(reply));
});
