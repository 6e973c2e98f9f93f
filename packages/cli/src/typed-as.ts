/** Formats options and commands in hints as the user typed them. */

/** Environment variable set by the bootstrap script: the command before the options of `start`, such as `npm start --`. */
const VARIABLE = 'PUSHSPEC_TYPED_AS';

type Environment = Readonly<Record<string, string | undefined>>;

/** Returns the option in code quotes. In the repository, returns the command that passes it on, because npm consumes options before `--`. */
export function typedOption(option: string, env: Environment = process.env): string {
  const start = env[VARIABLE];
  return start ? `\`${start} ${option} …\`` : `\`${option}\``;
}

/** Returns the command that prints the help of a command. */
export function typedHelp(command: string, env: Environment = process.env): string {
  const start = env[VARIABLE];
  return start && command.startsWith('pushspec start') ? `${start} --help` : `${command} --help`;
}
