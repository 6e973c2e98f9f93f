import { expect, it } from 'vitest';
import { EXIT } from './failure.ts';
import { usableToken } from './token.ts';

it.each(['from a file\n', ' padded', 'padded ', 'line\r\nbreak', 'tab\there', '令牌', ''])(
  'refuses %j, which no header can carry, without repeating it',
  (token) => {
    const refusal = (() => {
      try {
        return usableToken('PUSHSPEC_ADMIN_TOKEN', token);
      } catch (error) {
        return error;
      }
    })();
    expect(refusal).toMatchObject({ exitCode: EXIT.usage });
    expect(String(refusal)).toContain('PUSHSPEC_ADMIN_TOKEN must contain only visible ASCII characters');
    if (token !== '') expect(String(refusal)).not.toContain(token);
  },
);

it('accepts spaces in between', () => {
  expect(usableToken('`--token`', 'two words')).toBe('two words');
});
