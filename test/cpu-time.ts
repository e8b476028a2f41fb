/** How much of the processors this process has had since `start`, in ms: on a busy machine the clock tells little. */
export function cpuMilliseconds(start: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}
