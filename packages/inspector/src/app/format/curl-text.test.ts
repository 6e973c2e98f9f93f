import { expect, it } from 'vitest';
import { curlText } from './curl-text.ts';

it('quotes what the shell would expand', () => {
  const request = {
    method: 'POST',
    target: '/a?b=$(c)',
    headers: { 'x-a': "it's", host: 'h' },
    body: '@file',
  };
  expect(curlText(request, 'http://127.0.0.1:4010')).toBe(
    [
      "curl -sSg -X 'POST' 'http://127.0.0.1:4010/a?b=$(c)'",
      "-H 'x-a: it'\\''s'",
      "-H 'content-type:'",
      "--data-raw '@file'",
    ].join(' \\\n  '),
  );
});
