/** `/__admin/clock`: the time that rate limits, the Date check and verdicts go by. */
import type { Express } from 'express';
import type { ClockControl } from '../clock.ts';
import { type AdminContext, AdminError, HTTP } from './context.ts';

interface Order {
  freeze?: true | string;
  advanceMs?: number;
  resume?: true;
}

export function addClock(app: Express, { clock }: AdminContext): void {
  app.get('/__admin/clock', (_, response) => {
    response.json(shown(clock));
  });
  app.put('/__admin/clock', (request, response) => {
    const { freeze, advanceMs, resume } = request.body as Order;
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

/** Returns milliseconds since 1970. `Date.parse` alone moves February 30 to March. */
function timeOf(text: string): number {
  const ms = Date.parse(text);
  const [date = ''] = text.split(/t/i);
  const isDay = !Number.isNaN(ms) && new Date(date).toISOString().startsWith(date);
  if (isDay) return ms;
  throw new TypeError('`freeze` is not a time that exists: send one such as 2026-11-21T08:30:00.000Z');
}

function shown(clock: ClockControl) {
  const { nowMs, frozen } = clock.state();
  return { now: new Date(nowMs).toISOString(), nowMs, frozen };
}
