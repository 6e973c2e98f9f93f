/** `GET /__admin/health`: reports that the server is up, and what it serves. */
import { apiNames, configPartOf } from '@pushspec/contract';
import type { Express } from 'express';
import type { AdminContext } from './context.ts';

/** Needs no token, because monitors have none. The response contains nothing about requests. */
export const HEALTH = '/__admin/health';

export function addHealth(
  app: Express,
  { services, profile, version, hasSite, sandboxes }: AdminContext,
): void {
  app.get(HEALTH, (_, response) => {
    const config = services.config();
    const rateLimits = Object.fromEntries(
      apiNames.map((api) => [api, config[configPartOf(api)].rateLimits !== 'off']),
    );
    const open = { open: sandboxes.list().length, most: sandboxes.most };
    response.json({
      status: 'ok',
      version,
      profile,
      apis: apiNames,
      rateLimits,
      site: hasSite,
      sandboxes: open,
    });
  });
}
