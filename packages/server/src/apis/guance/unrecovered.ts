/** `GET /__admin/guance/unrecovered`: lists open faults like Guance's list of unrecovered events. */
import type { Json } from '@pushspec/contract';
import type { Router } from 'express';
import type { AdminContext } from '../../admin/context.ts';
import type { OpenFault, OpenFaults } from './open-faults.ts';

export function addUnrecovered(router: Router, faults: OpenFaults, context: AdminContext): void {
  const { clock } = context;
  router.get('/__admin/guance/unrecovered', async (request, response) => {
    const { limit } = request.query as unknown as { limit: number };
    const open = faults.list();
    const nowSeconds = Math.floor(clock.now() / 1000);
    const unrecovered: Json[] = [];
    for (const fault of open.slice(-limit).reverse())
      unrecovered.push(await shown(context, fault, nowSeconds));
    response.json({ unrecovered, total: open.length });
  });
}

async function shown({ store, verdicts }: AdminContext, fault: OpenFault, nowSeconds: number): Promise<Json> {
  const { id, ref, startedAt, requestId } = fault;
  const record = await store.get(requestId);
  const event = record && (await verdicts.rows([record]))[0]?.items[0]?.result;
  return {
    eventRef: ref,
    faultId: id,
    startedAt,
    durationSeconds: Math.max(0, nowSeconds - startedAt),
    requestId,
    // The store is bounded, so the request may have been dropped while its fault is still open.
    event: event ?? null,
  };
}
