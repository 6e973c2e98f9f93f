/**
 * The thread that owns the connection to a spool. Calls that arrive while it waits for the disk share the next commit.
 */
import { parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads';
import { type Change, createConnection } from './connection.ts';
import type { Call, FileSettings, Operation, Reply } from './messages.ts';
import { spoolError } from './problems.ts';

if (!parentPort)
  throw new Error('this file is the worker thread of @pushspec/spool-sqlite: import the package instead');
const port = parentPort;
const settings = workerData as FileSettings;
const reply = (message: Reply) => port.postMessage(message);
const connection = createConnection(settings, reply);

port.on('message', (first: Call) => {
  const calls = [first];
  for (let next = receiveMessageOnPort(port); next; next = receiveMessageOnPort(port))
    calls.push(next.message);
  let group: { readonly call: number; readonly change: Change }[] = [];
  const commit = () => {
    const results = group.length > 0 ? connection.commit(group.map(({ change }) => change)) : [];
    for (const [index, result] of results.entries()) respond(group[index]?.call as number, result);
    group = [];
  };
  for (const { call, operation } of calls) {
    const change = changeOf(operation);
    if (change) {
      group.push({ call, change });
      continue;
    }
    commit();
    respond(call, attempt(operation));
  }
  commit();
});

type Result = { readonly value: unknown } | { readonly error: unknown };

function respond(call: number, result: Result): void {
  if ('value' in result) reply({ call, value: result.value });
  else {
    const { code, message } = spoolError(result.error, settings.file);
    reply({ call, problem: { code, message } });
  }
}

/** Returns what an operation changes, or `undefined` if it changes nothing. */
function changeOf(operation: Operation): Change | undefined {
  switch (operation.type) {
    case 'append':
      return { adds: true, apply: (events) => events.append(operation.texts, operation.times) };
    case 'sending':
    case 'settle':
      return {
        adds: false,
        apply(events) {
          connection.checkSender();
          events[operation.type](operation.ids);
        },
      };
  }
  return undefined;
}

function attempt(operation: Operation): Result {
  try {
    return { value: perform(operation) };
  } catch (error) {
    return { error };
  }
}

function perform(operation: Operation): unknown {
  switch (operation.type) {
    case 'open':
      return connection.open(operation.target);
    case 'acquire':
      return connection.acquire();
    case 'load':
      return connection.read((events) => events.load(operation.after, operation.bounds));
    case 'stats':
      return connection.read((events) => events.stats());
    case 'close':
      return connection.close();
  }
  return undefined;
}
