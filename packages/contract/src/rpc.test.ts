import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Operation, Rpc } from './model/contract.ts';
import {
  bodyOfParameters,
  namedOperation,
  namedValue,
  parameterOf,
  parametersOf,
  percentEncoded,
  sentParameters,
} from './rpc.ts';

const rpc: Rpc = { action: { parameter: 'Action', value: 'Report' }, parameters: ['query', 'form'] };
const read = (properties: object, valueBytes = 0) => ({ body: properties, valueBytes });
const nothing = { query: undefined, form: undefined };
const body = (sent: { query?: string; form?: string }, apart: string[] = []) =>
  bodyOfParameters(rpc, { ...nothing, ...sent }, { apart: new Set(apart) });

it('reads properties from query and form', () => {
  expect(body({ query: 'Action=Report&Name=a+b%26c', form: 'Note=%E7%86%8A' })).toEqual(
    read({ Name: 'a b&c', Note: '熊' }, 8),
  );
});

it('prefers the query over the form for the action and other parameters of the gateway', () => {
  const both = { query: 'Name=query', form: 'Name=form' };
  expect(parameterOf(rpc, 'Name', both)).toBe('query');
  expect(body({ query: 'Action=Report&Key=a', form: 'Action=Other&Key=b' }, ['Key'])).toEqual(read({}));
});

it('reports a parameter of the body that is in both query and form', () => {
  expect(body({ query: 'Name=a', form: 'Name=a' })).toEqual({
    fault: { kind: 'repeated', name: 'Name' },
    valueBytes: expect.any(Number),
  });
});

it('leaves out parameters that are not properties', () => {
  expect(body({ query: 'Name=a&Signature=s' }, ['Signature'])).toEqual(read({ Name: 'a' }, 1));
});

it.each(['Name=%', 'Name=%E7', 'Name=%FF', 'Name=%zz'])('reports the parameter %s as malformed', (query) => {
  expect(body({ query })).toEqual({
    fault: { kind: 'malformed', name: 'Name' },
    valueBytes: expect.any(Number),
  });
});

it('reports a repeated parameter', () => {
  expect(body({ form: 'Name=a&Name=a' })).toEqual({
    fault: { kind: 'repeated', name: 'Name' },
    valueBytes: expect.any(Number),
  });
});

it('reads a parameter named __proto__ as a property', () => {
  const read = body({ query: '__proto__=a' });
  expect('body' in read && Object.entries(read.body)).toEqual([['__proto__', 'a']]);
});

it('finds the operation by its action, and no operation without an action', () => {
  const operations = [{ rpc: { ...rpc, action: { ...rpc.action, value: 'Other' } } }, { rpc }] as Operation[];
  expect(namedOperation(operations, { ...nothing, form: 'Action=Report' })).toBe(operations[1]);
  expect(namedOperation(operations, { ...nothing, query: 'Action=report' })).toBeUndefined();
  expect(namedOperation(operations, nothing)).toBeUndefined();
});

it('decodes its own encoding', () => {
  const names = fc.string({ unit: 'grapheme', minLength: 1 }).filter((name) => name !== 'Action');
  fc.assert(
    fc.property(fc.dictionary(names, fc.string({ unit: 'grapheme' })), (properties) => {
      expect(body({ form: parametersOf(rpc, properties) })).toMatchObject({ body: { ...properties } });
    }),
  );
});

const listed: Rpc = {
  ...rpc,
  action: { ...rpc.action, header: 'X-Action' },
  version: { parameter: 'Version', header: 'X-Version', value: '1', missing: 'no', reason: 'other' },
  style: { Event: 'repeatList' },
  common: ['Key'],
};
const list = (query: string) => bodyOfParameters(listed, { ...nothing, query });

it('collects the fields of a list by index, in any order', () => {
  expect(list('Event.2.Name=b&Event.1.Name=a&Event.1.Note=&Key=k&Version=1')).toEqual(
    read({ Event: [{ Name: 'a', Note: '' }, { Name: 'b' }] }, 2),
  );
  expect(list('Event.1=a&Event.2=b')).toEqual(read({ Event: ['a', 'b'] }, 2));
  expect(list('Event=a')).toEqual(read({ Event: 'a' }, 1));
  expect(list('Key=k')).toEqual(read({}));
});

it('keeps the rest of a nested name as one field', () => {
  expect(list('Event.1.A.B=c&Other.1=d')).toEqual(read({ Event: [{ 'A.B': 'c' }], 'Other.1': 'd' }, 2));
});

it.each([
  ['Event.0.Name=a', 'index', 'Event.0.Name'],
  ['Event.01.Name=a', 'index', 'Event.01.Name'],
  ['Event.x.Name=a', 'index', 'Event.x.Name'],
  ['Event.-1=a', 'index', 'Event.-1'],
  ['Event..Name=a', 'index', 'Event..Name'],
  ['Event.1.Name=a&Event.3.Name=c', 'gap', 'Event.2'],
  ['Event.999999999999999999999.Name=a', 'gap', 'Event.1'],
  ['Event.1.Name=a&Event.1.Name=b', 'repeated', 'Event.1.Name'],
  ['Event.1.Name=a&Event.1=b', 'repeated', 'Event.1'],
  ['Event.1=b&Event.1.Name=a', 'repeated', 'Event.1.Name'],
  ['Event=a&Event.1.Name=b', 'repeated', 'Event'],
  ['Event.1.Name=%4', 'malformed', 'Event.1.Name'],
])('reports %s as %s', (query, kind, name) => {
  expect(list(query)).toEqual({ fault: { kind, name }, valueBytes: expect.any(Number) });
});

it('reads the action and the version from a header if there is no parameter', () => {
  const sent = { ...nothing, headers: { 'x-action': 'Report', 'x-version': '2' } };
  expect(namedValue(listed, listed.action, sent)).toBe('Report');
  expect(namedValue(listed, listed.action, { ...sent, query: 'Action=Other' })).toBe('Other');
  expect(namedOperation([{ rpc: listed }] as Operation[], sent)).toBeDefined();
});

it('reads a form only from a body of its media type', () => {
  const bytes = Buffer.from('Name=a');
  const of = (type: string) => sentParameters({ target: '/?b', headers: { 'content-type': type }, bytes });
  expect(of('application/x-www-form-urlencoded; charset=utf-8')).toMatchObject({
    query: 'b',
    form: 'Name=a',
  });
  expect(of('application/json').form).toBeUndefined();
});

const inJson: Rpc = { ...rpc, style: { Events: 'json' }, singleQuotes: true };
const json = (text: string, rules: Rpc = inJson) =>
  bodyOfParameters(rules, { ...nothing, query: `Events=${encodeURIComponent(text)}` }, { maxDepth: 3 });

it.each([
  ['[{"a":"b"}]', [{ a: 'b' }]],
  ["[{'a':'b'}]", [{ a: 'b' }]],
  [`[{'a':'say "b"', "c": 'it\\'s', 'd': "it's"}]`, [{ a: 'say "b"', c: "it's", d: "it's" }]],
  [`['\\n\\u0041\\\\']`, ['\nA\\']],
  ['""', ''],
])('reads %s as JSON', (text, value) => {
  expect(json(text)).toMatchObject({ body: { Events: value } });
});

it('reports invalid JSON with the byte in the text as sent', () => {
  const at = (byte: number, detail: string) => ({
    fault: { kind: 'json', name: 'Events', at: { byte, detail } },
    valueBytes: expect.any(Number),
  });
  expect(json('[{}')).toEqual(at(3, 'unexpected end'));
  expect(json("[{'a':}]")).toMatchObject(at(6, 'invalid char'));
  expect(json("[{'a':'b'}]", { ...inJson, singleQuotes: false })).toMatchObject(at(2, 'invalid char'));
});

it('reports JSON that is nested too deeply, before it is parsed', () => {
  expect(json('[[[]]]')).toMatchObject({ body: { Events: [[[]]] } });
  expect(json('[[[[]]]]')).toEqual({
    fault: { kind: 'deep', name: 'Events' },
    valueBytes: expect.any(Number),
  });
  expect(json("[['a',[[]]]]")).toEqual({
    fault: { kind: 'deep', name: 'Events' },
    valueBytes: expect.any(Number),
  });
  expect(json('['.repeat(500_000))).toEqual({
    fault: { kind: 'deep', name: 'Events' },
    valueBytes: expect.any(Number),
  });
});

it('decodes its own lists and JSON', () => {
  const texts = fc.string({ unit: 'grapheme' });
  const names = fc.string({ unit: 'grapheme', minLength: 1 });
  const events = fc.array(fc.dictionary(names, texts, { minKeys: 1 }), { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(events, (value) => {
      const form = parametersOf(listed, { Event: value });
      expect(bodyOfParameters(listed, { ...nothing, form })).toMatchObject({ body: { Event: value } });
      const written = parametersOf(inJson, { Events: value });
      expect(bodyOfParameters(inJson, { ...nothing, form: written })).toMatchObject({
        body: { Events: value },
      });
    }),
  );
});

it('encodes a lone surrogate as the replacement character', () => {
  expect(percentEncoded('a\ud800~')).toBe('a%EF%BF%BD~');
});

it.each([
  ['Event.2.Name=abc', 3],
  ['Event.1.Name=ab&Event.1.Name=%E7%86%8A', 5],
  ['Event.1.Name=a%2Gb&Event.1.Other=c', 6],
])('measures the values of %s although they have a fault', (query, valueBytes) => {
  expect(list(query)).toMatchObject({ fault: expect.anything(), valueBytes });
});

it.each([
  ["[{'name':'n','content':True}]", 23, 'invalid char'],
  ["[{'名':'n','content':True}]", 22, 'invalid char'],
  ["[{'name':'a\nb'}]", 11, 'invalid char'],
  ["[{'name':'\\x41'}]", 11, 'invalid escape char'],
  ["[{'name':'it''s'}]", 13, 'invalid char'],
  ["[{'name':'it\\'s \"so\"','a':nul}]", 29, 'invalid char'],
  ["[{'name':'n'", 12, 'unexpected end'],
  ['[{"name":"it\'s", "a": True}]', 22, 'invalid char'],
])('reports what is wrong with %s although single quotes are allowed', (text, byte, detail) => {
  const query = `Events=${encodeURIComponent(text)}`;
  const rules = { ...inJson, singleQuotes: true };
  expect(bodyOfParameters(rules, { ...nothing, query })).toMatchObject({
    fault: { kind: 'json', at: { byte, detail } },
  });
});
