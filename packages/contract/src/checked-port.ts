/**
 * Returns a port to listen on.
 * @throws TypeError for an invalid or missing port, because the system would silently choose one
 */
export function checkedPort(port: number | undefined): number {
  if (/^\d{1,5}$/.test(String(port)) && Number(port) <= 65_535) return Number(port);
  throw new TypeError(
    'port must be a whole number from 0 to 65535, as in listen({ port: 4010 }); use 0 for any free port',
  );
}
