import { join } from 'node:path';
import { expect } from 'vitest';
import { artifacts, axeViolations, because, test } from './chromium.fixture.ts';
import { openBrowser, rows, visit } from './inspector.fixture.ts';

openBrowser();

test(`lists and follows the requests of a sandbox${because}`, async () => {
  const { server, url, page, faults } = await visit();
  await expect.poll(() => page.locator('select[name=sandbox]').count()).toBe(0);
  const { id, config } = await server.sandbox({ name: 'orders' });
  const push = (secret = 'secret_dev') =>
    fetch(`${url}/api/v1/push-events/${secret}/datakit/push`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"event":{"status":"ok","title":"t"}}',
    });
  const own = () => push(config.guance.monitors[0]?.secret);
  await Promise.all([push(), push(), own()]);
  await page.reload();
  await expect.poll(() => rows(page).count()).toBe(3);
  await page.getByLabel('Sandbox').selectOption(id);
  await expect.poll(() => rows(page).count()).toBe(1);
  await Promise.all([push(), own()]);
  await expect.poll(() => rows(page).count()).toBe(2);
  await page.screenshot({ path: join(artifacts, 'inspector-sandbox.png') });
  expect(await axeViolations(page)).toEqual([]);
  expect(faults).toEqual([]);
});
