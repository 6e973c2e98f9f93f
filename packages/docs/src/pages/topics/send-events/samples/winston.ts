import { createGuanceClient } from '@pushspec/client/guance';
import { createReporter, type Outcome } from '@pushspec/client/reporter';
import winston from 'winston';

const logger = winston.createLogger({
  format: winston.format.json({ deterministic: true }),
  transports: [new winston.transports.Console()],
});
const onOutcome = (outcome: Outcome) => {
  const { event } = outcome;
  if (outcome.end === 'delivered') return logger.debug('delivered', { event });
  const { error, mayHaveArrived } = outcome;
  const details = outcome.end === 'rejected' ? { reason: outcome.error.reason } : { cause: outcome.cause };
  logger.error(error?.message ?? outcome.end, { event, ...details, mayHaveArrived });
};

const webhook = 'http://127.0.0.1:4010/api/v1/push-events/secret_dev/datakit/push';
const reporter = createReporter(createGuanceClient({ webhook, apiKey: 'typo' }), { onOutcome });
reporter.push({ status: 'error', title: 'disk full' });
await reporter.close();
