/** Removes the settings of the user's terminal and shell from the environment of the tests and their child processes. */
const isHidden = (name: string) =>
  /^(NO_COLOR|FORCE_COLOR|CLICOLOR|CLICOLOR_FORCE|NODE_DISABLE_COLORS|COLORTERM|COLUMNS|LINES|CI)$/.test(
    name,
  ) || /^(PUSHSPEC|ALIBABA_CLOUD)_(?!TARBALLS|PROGRAMS_)/.test(name);

for (const name of Object.keys(process.env)) if (isHidden(name)) delete process.env[name];
// A terminal that can move its cursor.
process.env.TERM = 'xterm-256color';
