import { expect, it } from 'vitest';
import { RawRequestError, readRawRequest } from './raw-request.ts';

const HEAD = ['POST /event/custom/upload?a=1 HTTP/1.1', 'X-Cms-Ip:  1.2.3.4 ', 'Date: today'];

it.each(['\r\n', '\n'])('reads a request whose lines end with %j', (end) => {
  const raw = Buffer.concat([Buffer.from(HEAD.join(end) + end + end), Buffer.from([0xe7, 0x0a, 0x0d])]);
  expect(readRawRequest(raw)).toEqual({
    method: 'POST',
    target: '/event/custom/upload?a=1',
    headers: { 'x-cms-ip': '1.2.3.4', date: 'today' },
    rawHeaders: ['X-Cms-Ip', ' 1.2.3.4 ', 'Date', 'today'],
    bytes: Buffer.from([0xe7, 0x0a, 0x0d]),
  });
});

it('cuts the body at Content-Length, and keeps the rest', () => {
  const raw = Buffer.from('POST / HTTP/1.1\nContent-Length: 2\n\nabcd');
  expect(readRawRequest(raw)).toMatchObject({ bytes: Buffer.from('ab'), rest: Buffer.from('cd') });
});

it('uses the path of an absolute target', () => {
  const raw = Buffer.from('POST http://127.0.0.1:4010/event/custom/upload HTTP/1.1\n\n');
  expect(readRawRequest(raw).target).toBe('/event/custom/upload');
});

it.each([
  ['', 'it is empty'],
  ['hello', 'line 1 is not a request line'],
  ['POST / HTTP/1.1\nno header\n\n', 'line 2 is not a header'],
  ['POST / HTTP/1.1\nTransfer-Encoding: chunked\n\n', 'chunked'],
  ['POST / HTTP/1.1\nContent-Length: x\n\n', 'Content-Length'],
])('rejects %j', (text, message) => {
  expect(() => readRawRequest(Buffer.from(text))).toThrow(RawRequestError);
  expect(() => readRawRequest(Buffer.from(text))).toThrow(message);
});
