import { expect, it } from 'vitest';
import { eventInfo, parseEventInfo } from './event-info.ts';

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
])('parses %s', (argument, events) => {
  expect(parseEventInfo(argument)).toEqual(events);
});

it.each(['', 'name=n', `[{'content':'it's'}]`, `[{'content':'x'}`])(
  'returns undefined for %j',
  (argument) => {
    expect(parseEventInfo(argument)).toBeUndefined();
  },
);

it('renames the properties for PutCustomEvent, and leaves the others', () => {
  const argument = `[{'name':'n','content':'c','groupId':7,'time':'t','other':1}, 'text']`;
  expect(eventInfo(argument)).toEqual([
    { EventName: 'n', Content: 'c', GroupId: 7, Time: 't', other: 1 },
    'text',
  ]);
});
