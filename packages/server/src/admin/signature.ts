/** `GET /__admin/requests/{id}/signature`: what had to be signed, and what the doctor says about the signature. */
import type { Express } from 'express';
import { type AdminContext, AdminError, HTTP } from './context.ts';
import { recordOf } from './requests.ts';

export function addSignature(app: Express, context: AdminContext): void {
  const { services, masking } = context;
  app.get('/__admin/requests/:id/signature', async (asked, response) => {
    const record = await recordOf(context, asked.params.id);
    const { vendor } = record.verdict;
    const api = services.service(vendor);
    if (!api.signatureReport) throw new AdminError(HTTP.conflict, `requests to ${vendor} are not signed`);
    response.json(api.signatureReport(record, masking.of(record.request).text));
  });
}
