import { validate } from '@pushspec/client/guance/validate';

const event = { status: 'error', dimension_tags: { hostState: 'down' }, df_team: 'payments' };
const { valid, reasons, warnings } = validate(event);
console.log(valid ? 'valid' : 'not valid');
for (const { code, pointer, message, fix } of [...reasons, ...warnings]) {
  console.log(`${code} at ${pointer}: ${message}. ${fix}`);
}
