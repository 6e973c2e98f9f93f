/** Value of `x-cms-ip` if the address is unknown, as in the vendor's SDK. */
const UNKNOWN = 'N/A';

/**
 * Returns the first IPv4 address of this machine that is neither internal nor link-local. The address is for information
 * only, so a runtime without network interfaces gets a placeholder.
 */
export function localAddress(): string {
  try {
    // Not imported, so that the module also loads in runtimes without node:os.
    const interfaces = process.getBuiltinModule('node:os').networkInterfaces();
    const addresses = Object.values(interfaces).flatMap((list) => list ?? []);
    const usable = addresses.find(
      ({ family, internal, address }) => family === 'IPv4' && !internal && !address.startsWith('169.254.'),
    );
    return usable?.address ?? UNKNOWN;
  } catch {
    return UNKNOWN;
  }
}
