/** `GET /__admin/health`: whether the server is up, and what it serves. */
import { vendors } from '@pushspec/contract';
import type { Express } from 'express';
import type { AdminContext } from './context.ts';

/** What watches over a server has no token, and learns nothing of its requests here. */
export const HEALTH = '/__admin/health';

export function addHealth(app: Express, { services, profile, version }: AdminContext): void {
  app.get(HEALTH, (_, response) => {
    const config = services.config();
    const rateLimits = Object.fromEntries(
      vendors.map((vendor) => [vendor, config[vendor].rateLimits !== 'off']),
    );
    response.json({ status: 'ok', version, profile, vendors, rateLimits });
  });
}
