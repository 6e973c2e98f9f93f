/** Installs fake timers before the client is loaded. `fetch` of Node waits forever for a fake `setImmediate`. */
vi.useFakeTimers({ toNotFake: ['nextTick', 'queueMicrotask', 'setImmediate'] });
