import { expect, it } from 'vitest';
import { apiNames, loadBundle, profiles } from '../bundle.ts';
import { type JsonObject, operationsOf, resolveNode, valueAt } from '../document.ts';
import { readOperation } from '../model/read-contract.ts';

const operations = apiNames.flatMap((api) =>
  profiles.flatMap((profile) => {
    const document = loadBundle(api, profile);
    return operationsOf(document).map((entry) => ({ document, entry }));
  }),
);

it('declares the media type on the wire in every response', () => {
  const found = operations.flatMap(({ document, entry }) => {
    const type = readOperation(document, entry).responseMediaType?.split(';')[0];
    if (type === undefined) return [];
    const responses = Object.values(entry.operation.responses as Record<string, JsonObject>);
    return responses.map((response) => {
      const { content } = resolveNode(document, response);
      return { type, types: Object.keys(content as JsonObject) };
    });
  });
  expect(new Set(found.map(({ type }) => type))).toEqual(new Set(['text/plain', 'application/json']));
  expect(found.filter(({ type, types }) => !types.includes(type))).toEqual([]);
});

it('describes the body as JSON in a string', () => {
  const receiver = loadBundle('blueking', 'receiver');
  expect(valueAt(receiver, '/paths/~1v2~1push~1/post/responses/200/content/text~1plain')).toEqual({
    schema: { type: 'string', contentMediaType: 'application/json' },
  });
});
