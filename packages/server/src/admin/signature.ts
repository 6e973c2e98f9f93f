/** `GET /__admin/requests/{id}/signature`: returns the expected string to sign and the doctor's diagnosis. */
import type { Express } from 'express';
import { moduleOf } from '../apis/api.ts';
import { type AdminContext, AdminError, HTTP } from './context.ts';
import { recordOf } from './requests.ts';

export function addSignature(app: Express, context: AdminContext): void {
  const { realmOf, masking } = context;
  app.get('/__admin/requests/:id/signature', async (request, response) => {
    const record = await recordOf(context, request.params.id);
    const { api, operation } = record.verdict;
    const module = moduleOf(realmOf(record).services.service(api), operation);
    if (!module.signatureReport) throw new AdminError(HTTP.conflict, `requests to ${api} are not signed`);
    response.json(module.signatureReport(record, masking.of(record.request).mask));
  });
}
