/** `/__admin/faults`: sets, lists and clears the faults of the next requests. */
import type { ApiName } from '@pushspec/contract';
import type { Express } from 'express';
import type { Fault } from '../faults.ts';
import type { AdminContext } from './context.ts';

export function addFaults(app: Express, { faults, addFault }: AdminContext): void {
  app.get('/__admin/faults', (_, response) => {
    response.json({ faults: faults.list() });
  });
  app.post('/__admin/faults', (request, response) => {
    addFault(request.body as Fault);
    response.json({ ok: true });
  });
  app.delete('/__admin/faults', (request, response) => {
    faults.clear(request.query.api as ApiName | undefined);
    response.json({ ok: true });
  });
}
