/** What `x-cms-ip` says of a machine whose address is not to be found; the vendor's own SDK says the same. */
const UNKNOWN = 'N/A';

/**
 * The first IPv4 address of this machine that is neither internal nor link-local.
 * It only informs. A runtime that does not know its interfaces, or does not tell them, is no reason to fail.
 */
export function localAddress(): string {
  try {
    // Not imported, so that the module loads in runtimes without node:os.
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
