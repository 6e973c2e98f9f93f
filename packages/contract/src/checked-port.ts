/** The port to listen on. @throws TypeError that says which there are: without one the system would take any */
export function checkedPort(port: number | undefined): number {
  if (/^\d{1,5}$/.test(String(port)) && Number(port) <= 65_535) return Number(port);
  throw new TypeError(
    'port must be a whole number from 0 to 65535, as in listen({ port: 4010 }); 0 takes a free one',
  );
}
