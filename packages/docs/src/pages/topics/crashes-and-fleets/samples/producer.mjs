import { openQueue } from '@pushspec/fleet';

const queue = await openQueue({
  postgres: process.env.DATABASE_URL,
  api: 'cloudmonitor',
  account: 'billing', // any name, but the same one wherever this account's limit is used
});
await queue.push({ name: 'deploy', content: 'version 1.4' }); // committed: this process may now crash
console.log('stored');
await queue.close();
