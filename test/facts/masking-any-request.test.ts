/** Checks for any secrets and bodies that the admin API responds and shows no secret from a request or the configuration. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { configWith, guancePath, post, type Secrets, type Sent, serve } from './masking.fixture.ts';

const json = (text: string) => JSON.stringify(text).slice(1, -1);

const secret = fc
  .oneof(
    fc.string({ minLength: 6, maxLength: 30 }),
    fc.string({ unit: 'grapheme', minLength: 6, maxLength: 30 }),
    fc.string({ unit: fc.constantFrom(...'ab%\\"4/+ :;=&{}[],'), minLength: 6, maxLength: 30 }),
  )
  .filter((text) => text.trim() === text && !/^\.{1,2}$/.test(text));

const secrets: fc.Arbitrary<Secrets> = fc
  .uniqueArray(secret, { minLength: 5, maxLength: 5 })
  .map(([accessToken = '', accessKeySecret = '', securityToken = '', apiKey = '', monitor = '']) => ({
    accessToken,
    accessKeySecret,
    securityToken,
    apiKey,
    secret: monitor,
  }));

/** Any JSON with secrets as values and names. */
const bodyOf = (some: Secrets) => {
  const { any } = fc.letrec((tie) => ({
    any: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fc.constantFrom(...Object.values(some)),
      fc.constantFrom(...Object.values(some)).map((one) => JSON.stringify({ one })),
      fc.constantFrom(...Object.values(some)).map((one) => `${'v'.repeat(90)}${one}`),
      fc.constantFrom<unknown>('ok', 'error', 1, 1.5, null, true),
      fc.array(tie('any'), { maxLength: 3 }),
      fc.dictionary(fc.oneof(fc.constantFrom(...Object.values(some)), fc.string()), tie('any'), {
        maxKeys: 3,
      }),
    ),
  }));
  return any;
};

const requestsOf = (some: Secrets) =>
  fc.record({ any: bodyOf(some), tail: fc.string() }).map(({ any, tail }): Sent[] => [
    {
      path: '/v2/push/',
      body: `{"data_id":7,"access_token":"${json(some.accessToken)}","data":[${JSON.stringify(any)}]}`,
    },
    { path: `/v2/push/?${encodeURIComponent(some.apiKey)}`, body: `${JSON.stringify(any)}${tail}` },
    {
      path: '/event/custom/upload',
      body: JSON.stringify([any, { name: some.secret, content: some.accessKeySecret }]),
      headers: { authorization: `keyId:${encodeURIComponent(some.securityToken)}` },
    },
    {
      path: `${guancePath}/${encodeURIComponent(some.secret)}/x`,
      body: JSON.stringify({
        event: { status: 'error', title: some.accessToken, dimension_tags: { [some.apiKey]: some.secret } },
        extraData: { any },
      }),
    },
    { path: `${guancePath}/x/${encodeURIComponent(some.secret)}`, body: JSON.stringify({ event: any }) },
    { path: `/api/v1/${encodeURIComponent(encodeURIComponent(some.secret))}`, body: JSON.stringify(any) },
  ]);

/** Returns all strings in a record that come from the request or the configuration. */
function repeated({ verdict, request, answer }: ReturnType<typeof JSON.parse>): string[] {
  const findings = [...verdict.reasons, ...verdict.warnings];
  for (const { transformed } of verdict.items) findings.push(...transformed);
  return [
    request.target,
    request.body,
    answer.body,
    ...Object.entries(request.headers).flat(),
    ...findings.flatMap(({ message, pointer = '' }) => [message, pointer]),
    ...verdict.items.flatMap(({ result = {} }) => stringsIn(result)),
  ];
}

function stringsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, child]) => [name, ...stringsIn(child)]);
}

it('shows no secret from any request to any vendor, and never fails', async () => {
  const { server, url, see } = await serve();
  const cases = secrets.chain((some) => fc.tuple(fc.constant(some), requestsOf(some)));
  await fc.assert(
    fc.asyncProperty(cases, async ([some, requests]) => {
      await server.reset();
      for (const [api, settings] of Object.entries(configWith(some)))
        await server.configure(api as 'guance', settings);
      const statuses: number[] = [];
      for (const request of requests) statuses.push((await post(url, request)).status);
      expect(statuses).not.toContain(500);
      const list = await see('/requests');
      expect([list.status, list.body.requests?.length]).toEqual([200, requests.length]);
      for (const { id } of list.body.requests) {
        const { status, body } = await see(`/requests/${id}`);
        expect(status).toBe(200);
        const shown = repeated(body);
        for (const one of Object.values(some))
          expect(shown.filter((text) => text.includes(one) || text.includes(json(one)))).toEqual([]);
      }
    }),
    { numRuns: 40 },
  );
});
