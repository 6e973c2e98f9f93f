/** `/__admin/clock`: reads and changes the clock that rate limits, the Date check and verdicts use. */
import type { Express } from 'express';
import type { ClockControl } from '../clock.ts';
import { type AdminContext, AdminError, HTTP } from './context.ts';

interface ClockRequest {
  freeze?: true | string;
  advanceMs?: number;
  resume?: true;
}

export function addClock(app: Express, { clock }: AdminContext): void {
  app.get('/__admin/clock', (_, response) => {
    response.json(shown(clock));
  });
  app.put('/__admin/clock', (request, response) => {
    const { freeze, advanceMs, resume } = request.body as ClockRequest;
    try {
      clock.change({
        resume,
        freeze: typeof freeze === 'string' ? timeOf(freeze) : freeze,
        advanceMs,
      });
    } catch (error) {
      throw new AdminError(HTTP.badRequest, (error as Error).message);
    }
    response.json(shown(clock));
  });
}

/** Returns milliseconds since 1970. Throws for a date such as February 30, which `Date.parse` would move to March. */
function timeOf(value: string): number {
  const ms = Date.parse(value);
  const [date = ''] = value.split(/t/i);
  const isDay = !Number.isNaN(ms) && new Date(date).toISOString().startsWith(date);
  if (isDay) return ms;
  throw new TypeError('`freeze` is not a time that exists: send one such as 2026-11-21T08:30:00.000Z');
}

function shown(clock: ClockControl) {
  const { nowMs, frozen } = clock.state();
  return { now: new Date(nowMs).toISOString(), nowMs, frozen };
}
