/**
 * Prevents packing outside of `npm run pack`, which sets the variable. npm cannot resolve `workspace:` and `catalog:`, and a
 * package that was not built has no code.
 */
if (process.env.PUSHSPEC_PACKING !== 'yes') {
  console.error(
    'pushspec: a package cannot be packed alone: run `npm run pack -- DIR` in the root of the repository.',
  );
  process.exit(1);
}
