/** Reports the port of a subject, and on each message the CPU time so far in microseconds and the resident memory in bytes. */
export function report(port: number): void {
  process.on('message', () => {
    const { user, system } = process.cpuUsage();
    process.send?.({ cpu: user + system, rss: process.memoryUsage().rss });
  });
  process.on('disconnect', () => process.exit());
  process.send?.({ port });
}
