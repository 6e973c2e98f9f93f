/** The same as `send.mjs`, with `require()`. */
const { createBluekingClient } = require('@pushspec/client/blueking');
const { createCloudMonitorClient } = require('@pushspec/client/cloudmonitor');
const { createGuanceClient } = require('@pushspec/client/guance');
const { createReporter } = require('@pushspec/client/reporter');

async function main({ baseUrl, dataId, key, monitor }) {
  const guance = createGuanceClient({ ...monitor, baseUrl });
  const answers = [
    await createBluekingClient({ ...dataId, baseUrl }).send({
      metrics: { cpu_load: 0.25 },
      target: 'web-001',
    }),
    await createCloudMonitorClient({ credentials: key, baseUrl }).send({ name: 'deploy', content: '1.4' }),
    await guance.send({ status: 'error', title: 'disk full' }),
  ];
  const reporter = createReporter(guance);
  reporter.push({ status: 'ok', title: 'disk is fine again' });
  const { delivered } = await reporter.close();
  console.log(JSON.stringify({ statuses: answers.map(({ status }) => status), delivered }));
}

main(JSON.parse(process.argv[2]));
