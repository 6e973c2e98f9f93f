import { expect, it } from 'vitest';
import { parseEventInfo } from './cloudmonitor.ts';

it.each([
  [
    `[{'content':'123,abc','groupId':100,'name':'Event_0'}]`,
    [{ content: '123,abc', groupId: 100, name: 'Event_0' }],
  ],
  [`[{"content":"it's","name":"n"}]`, [{ content: "it's", name: 'n' }]],
  [`[{'content':'say "no"','name':'n'}]`, [{ content: 'say "no"', name: 'n' }]],
  [`[{'content':'it\\'s','name':"it's"}]`, [{ content: "it's", name: "it's" }]],
  [`[{'content':'a\\n\\u90e8 \\\\','name':'n'}]`, [{ content: 'a\n部 \\', name: 'n' }]],
  [`[{'content':'{"a":"b"}'}]`, [{ content: '{"a":"b"}' }]],
  ['[]', []],
])('reads %s', (text, events) => {
  expect(parseEventInfo(text)).toEqual(events);
});

it.each(['', 'name=n', `[{'content':'it's'}]`, `[{'content':'x'}`])('does not read %j', (text) => {
  expect(parseEventInfo(text)).toBeUndefined();
});
