/** Runs in Jest without `--experimental-vm-modules`. */
test('loads the client', () => {
  expect(require('@pushspec/client/guance').createGuanceClient).toBeInstanceOf(Function);
});
