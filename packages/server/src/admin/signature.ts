/** `GET /__admin/requests/{id}/signature`: what had to be signed, and what the doctor says about the signature. */
import type { Express } from 'express';
import { examineCloudMonitor, signingKeys } from '../doctor.ts';
import { maskDeep } from '../mask.ts';
import { type AdminContext, AdminError, HTTP } from './context.ts';
import { recordOf } from './requests.ts';

export function addSignature(app: Express, context: AdminContext): void {
  const { services, masking, profile } = context;
  app.get('/__admin/requests/:id/signature', async (asked, response) => {
    const { verdict, request } = await recordOf(context, asked.params.id);
    if (verdict.vendor !== 'cloudmonitor')
      throw new AdminError(HTTP.conflict, `requests to ${verdict.vendor} are not signed`);
    const report = examineCloudMonitor({
      request: { ...request, bytes: Buffer.from(request.body) },
      keys: signingKeys(services.config()),
      profile,
      nowMs: Date.parse(verdict.receivedAt),
    });
    response.json(maskDeep(masking.of(request), report));
  });
}
