/** The admin API (admin.openapi.yaml): what was received, and what became of it. Every text in it is masked. */
import type { Profile, Vendor } from '@pushspec/contract';
import express, { type ErrorRequestHandler, type Express, type Response } from 'express';
import { middleware } from 'express-openapi-validator';
import { adminDocument } from '../admin-document.ts';
import type { Fault } from '../faults.ts';
import type { Mask } from '../mask.ts';
import type { Filter, Store, StoredRecord } from '../store/store.ts';
import type { Verdict } from '../verdict.ts';

export interface AdminOptions {
  store: Store;
  /** The whole verdict of a record. */
  verdictOf: (record: StoredRecord) => Verdict;
  mask: Mask;
  profile: Profile;
  version: string;
  vendors: readonly Vendor[];
  /** Per vendor, whether rate limits are in force. */
  rateLimits: Readonly<Record<string, boolean>>;
  reset: () => Promise<void>;
  /** Throws a plain error for a reason that the vendor's contract has not. */
  addFault: (fault: Fault) => void;
  onError: (error: unknown) => void;
}

const JSON_LIMIT_BYTES = 64 * 1024;

export function adminApp(options: AdminOptions): Express {
  const { store, verdictOf, mask, profile, version, vendors, rateLimits, reset, addFault } = options;
  const app = express();
  app.disable('x-powered-by');
  app.use(express.json({ limit: JSON_LIMIT_BYTES }));
  app.use(
    middleware({
      apiSpec: adminDocument,
      validateApiSpec: false,
      validateResponses: true,
      validateRequests: true,
      fileUploader: false,
    }),
  );
  app.get('/__admin/health', (_, response) => {
    response.json({ status: 'ok', version, profile, vendors, rateLimits });
  });
  app.get('/__admin/requests', async (request, response) => {
    const records = await store.list(request.query as Filter);
    response.json({ requests: records.map(verdictOf), ...(await store.counts()) });
  });
  app.get('/__admin/requests/:id', async (request, response) => {
    const record = await store.get(request.params.id);
    if (record) response.json(shown(record, verdictOf(record), mask));
    else fail(response, 404, 'no request has this id; GET /__admin/requests lists them');
  });
  app.post('/__admin/reset', async (_, response) => {
    await reset();
    response.json({ ok: true });
  });
  app.post('/__admin/faults', (request, response) => {
    try {
      addFault(request.body as Fault);
      response.json({ ok: true });
    } catch (error) {
      fail(response, 400, (error as Error).message);
    }
  });
  app.use(((error, _request, response, next) => {
    if (response.headersSent) return next(error);
    const status = typeof error?.status === 'number' ? error.status : 500;
    if (status >= 500) options.onError(error);
    fail(
      response,
      status,
      status >= 500 ? 'internal error; the log of the server says more' : String(error.message),
    );
  }) as ErrorRequestHandler);
  return app;
}

function shown({ request, answer }: StoredRecord, verdict: Verdict, mask: Mask) {
  const headers = Object.entries(request.headers).map(([name, value]) => [name, mask(value)]);
  return {
    verdict,
    request: {
      method: request.method,
      target: mask(request.target),
      headers: Object.fromEntries(headers),
      body: mask(Buffer.from(request.body).toString('utf8')),
    },
    answer: { status: answer.status, body: mask(answer.body) },
  };
}

function fail(response: Response, status: number, error: string): void {
  response.status(status).json({ error });
}
