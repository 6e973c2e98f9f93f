/** Hides from the tests, and from the processes that they start, how the terminal and the shell of the user are set up. */
const isHidden = (name: string) =>
  /^(NO_COLOR|FORCE_COLOR|CLICOLOR|CLICOLOR_FORCE|NODE_DISABLE_COLORS|COLORTERM|COLUMNS|LINES|CI)$/.test(
    name,
  ) || /^(PUSHSPEC|ALIBABA_CLOUD)_(?!TARBALLS)/.test(name);

for (const name of Object.keys(process.env)) if (isHidden(name)) delete process.env[name];
// A terminal that can move its cursor.
process.env.TERM = 'xterm-256color';
