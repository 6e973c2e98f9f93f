// Stores events in a file, is closed, and sends them from the file.
import { createCloudMonitorClient } from '@pushspec/client/cloudmonitor';
import { createReporter } from '@pushspec/client/reporter';
import { createSqliteSpool } from '@pushspec/spool-sqlite';

const { key, baseUrl, file } = JSON.parse(process.argv[2]);
const { accessKeyId, accessKeySecret } = key;
const client = createCloudMonitorClient({ credentials: { accessKeyId, accessKeySecret }, baseUrl });
const start = (options) => createReporter(client, { spool: createSqliteSpool({ file }), ...options });

const first = start({ batch: { maxWaitMs: 60_000 } });
await Promise.all(['a', 'b'].map((name) => first.push({ name, content: '磁盘' })));
await first.close({ waiting: 'drop' });
const second = start();
await second.flush();
const { delivered } = await second.close();
console.log(JSON.stringify({ node: process.versions.node, delivered }));
