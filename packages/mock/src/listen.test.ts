import { expect, it, onTestFinished } from 'vitest';
import { createMock } from './mock.ts';

function mockOfTest() {
  const mock = createMock();
  onTestFinished(() => mock.close());
  return mock;
}

it.each([undefined, {}, 4020, { port: 'http' }, { port: 65_536 }])(
  'rejects a missing or invalid port: %j',
  async (options) => {
    await expect(mockOfTest().listen(options as never)).rejects.toThrow(
      new TypeError(
        'port must be a whole number from 0 to 65535, as in listen({ port: 4010 }); use 0 for any free port',
      ),
    );
  },
);

it('listens once, and again after it was closed', async () => {
  const mock = mockOfTest();
  const { url } = await mock.listen({ port: 0 });
  await expect(mock.listen({ port: 0 })).rejects.toThrow(
    'this mock is already listening: close it first, or create another one',
  );
  expect((await fetch(url)).status).toBe(404);
  await mock.close();
  expect((await fetch((await mock.listen({ port: 0 })).url)).status).toBe(404);
});

it('rejects an invalid document', () => {
  expect(() => createMock({ documents: { guance: {} as never } })).toThrow('not an OpenAPI document');
});
