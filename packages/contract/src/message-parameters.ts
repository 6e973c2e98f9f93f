/** Reads the parameters of a rendered message, the inverse of `renderMessage`. */

/** Returns the parameters of a rendering by name, or `undefined` if the message is not a rendering of the template. */
export function parametersOfMessage(template: string, message: string): Record<string, string> | undefined {
  const names = [...template.matchAll(/\{(\w+)\}/g)].map(([, name]) => String(name));
  const literals = template.split(/\{\w+\}/).map((literal) => literal.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
  const values = new RegExp(`^${literals.join('([\\s\\S]*?)')}$`).exec(message)?.slice(1);
  return values && Object.fromEntries(names.map((name, index) => [name, String(values[index])]));
}
