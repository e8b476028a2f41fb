import type { Json } from '../protocol/message.js';

let lastTime = performance.now();
let lastWork = 0;

/** What `usage_request` asks for: the memory of this process in bytes, and how busy it was since the last question, in percent. */
export function usage(): Json {
  const now = performance.now();
  const cpu = process.cpuUsage();
  const work = (cpu.user + cpu.system) / 1000;
  const percent = now > lastTime ? (100 * (work - lastWork)) / (now - lastTime) : 0;
  lastTime = now;
  lastWork = work;
  return {
    status: 'ok',
    hostname: process.env['HOSTNAME'] ?? '',
    pid: process.pid,
    kernel_cpu: Math.round(percent * 10) / 10,
    kernel_memory: process.memoryUsage.rss(),
  };
}
