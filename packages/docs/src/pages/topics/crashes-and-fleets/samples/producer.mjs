import { customEvent } from '@pushspec/client/cloudmonitor';
import { openQueue } from '@pushspec/fleet';

const queue = await openQueue({
  postgres: process.env.DATABASE_URL,
  api: 'cloudmonitor',
  account: 'billing', // any name, but the same one wherever this account's limit is used
});
const event = customEvent({ name: 'deploy', content: 'version 1.4', time: new Date() });
await queue.push(event); // committed: this process may now crash
console.log('stored');
await queue.close();
