/** The development configuration without rate limits, so that no request is refused because there are many. */
import { type Config, developmentConfig } from '@pushspec/contract';

export const unlimited = Object.fromEntries(
  Object.entries(developmentConfig).map(([name, part]) => [name, { ...part, rateLimits: 'off' }]),
) as unknown as Config;
