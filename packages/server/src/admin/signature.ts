/** `GET /__admin/requests/{id}/signature`: what had to be signed, and what the doctor says about the signature. */

import { examineCloudMonitor, type Report, signingKeys } from '@pushspec/doctor';
import type { Express } from 'express';
import type { Mask } from '../mask.ts';
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
    response.json(maskedReport(report, masking.of(request).text));
  });
}

/** Only what repeats the request; all else is the doctor's own. */
function maskedReport({ causes, stringToSign, difference, ...report }: Report, mask: Mask): Report {
  const line = (text: string | undefined) => (text === undefined ? undefined : mask(text));
  return {
    ...report,
    causes: causes.map((cause) => ({ ...cause, cause: mask(cause.cause) })),
    ...(stringToSign !== undefined && { stringToSign: mask(stringToSign) }),
    ...(difference && {
      difference: { ...difference, server: line(difference.server), caller: line(difference.caller) },
    }),
  };
}
