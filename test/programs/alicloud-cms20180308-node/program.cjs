/** Calls PutEvent for the events of each call. */
const { readFileSync } = require('node:fs');
const { default: Cms, PutEventRequest } = require('@alicloud/cms20180308');
const { $OpenApiUtil } = require('@alicloud/openapi-core');

const client = new Cms(
  new $OpenApiUtil.Config({
    accessKeyId: process.env.ALIBABA_CLOUD_ACCESS_KEY_ID,
    accessKeySecret: process.env.ALIBABA_CLOUD_ACCESS_KEY_SECRET,
    securityToken: process.env.ALIBABA_CLOUD_SECURITY_TOKEN,
    endpoint: process.env.PUSH_HOST,
    protocol: 'HTTP',
  }),
);

async function main() {
  for (const events of JSON.parse(readFileSync(process.argv[2], 'utf8'))) {
    const { statusCode, body } = await client.putEvent(
      new PutEventRequest({ eventInfo: JSON.stringify(events) }),
    );
    console.log(statusCode, body);
  }
}

main().catch(({ name, code, message }) => {
  console.error(name, code, message);
  process.exitCode = 1;
});
