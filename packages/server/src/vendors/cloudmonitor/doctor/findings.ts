/** What the doctor finds, as warnings of the verdict. */
import { isObject } from '@pushspec/contract';
import type { ReasonCode as CloudMonitorCode } from '@pushspec/contract/cloudmonitor';
import type { Contract } from '../../../contract/contract.ts';
import { finding } from '../../../contract/findings.ts';
import type { Finding } from '../../../pipeline/verdict.ts';
import { mistakeFinding } from '../../mistake.ts';
import { signerOf } from '../signature.ts';
import type { Header, ReceivedRequest } from './case.ts';
import { type Cause, type DoctorOptions, diagnoseContentMd5, diagnoseSignature } from './index.ts';

/** The headers that are signed or dated, with the values that the contract prescribes or shows. */
function prescribedHeaders({ operation }: Contract): Header[] {
  return operation.parameters
    .filter((parameter) => parameter.in === 'header' && /^(x-|date$)/i.test(parameter.name))
    .map(({ name, node: { schema, example } }) => {
      const value = isObject(schema) && schema.const !== undefined ? schema.const : (example ?? '');
      return [name.toLowerCase(), String(value)];
    });
}

/** What the doctor has to know of the contract. */
export function doctorContext(contract: Contract) {
  return {
    prescribed: prescribedHeaders(contract),
    signer: signerOf(contract),
    servers: contract.servers.map(({ url }) => url),
  };
}

/** Ways of writing that a profile takes, and the mistakes that are none there. */
const TOLERATED: Readonly<Record<string, string>> = {
  'lower-case-signature': 'signature-lower-case',
  'lower-case-md5': 'content-md5-lower-case',
};

/** The causes without those that the profile takes. */
export function withoutTolerated({ operation }: Contract, causes: readonly Cause[]): Cause[] {
  const tolerated = Object.keys(operation.leniency.spellings).map((name) => TOLERATED[name]);
  return causes.filter(({ code }) => !tolerated.includes(code));
}

/** Why a signature does not match: a cause that is proved, the line that differs, or that neither is known. */
export function signatureFindings(
  contract: Contract,
  options: Omit<DoctorOptions, 'prescribed' | 'servers' | 'signer'>,
): Finding[] {
  const diagnosis = diagnoseSignature({ ...options, ...doctorContext(contract) });
  const { difference, stringToSign } = diagnosis;
  const causes = withoutTolerated(contract, diagnosis.causes);
  if (causes.length > 0)
    return causes.map((cause) =>
      mistakeFinding(contract, 'signature-diagnosis' satisfies CloudMonitorCode, cause),
    );
  if (difference) {
    const shown = (line: string | undefined) => (line === undefined ? 'no line' : JSON.stringify(line));
    const { line, part, server, caller } = difference;
    const parameters = { line, part, server: shown(server), caller: shown(caller) };
    return [finding(contract, 'string-to-sign-difference' satisfies CloudMonitorCode, { parameters })];
  }
  if (stringToSign === undefined) return [];
  const parameters = { text: JSON.stringify(stringToSign) };
  return [finding(contract, 'signature-unexplained' satisfies CloudMonitorCode, { parameters })];
}

/** Why a Content-MD5 is not that of the body. */
export function contentMd5Findings(
  contract: Contract,
  request: Pick<ReceivedRequest, 'headers' | 'bytes' | 'rest'>,
): Finding[] {
  const causes = withoutTolerated(contract, diagnoseContentMd5(request, signerOf(contract)).causes);
  if (causes.length > 0)
    return causes.map((cause) =>
      mistakeFinding(contract, 'content-md5-diagnosis' satisfies CloudMonitorCode, cause),
    );
  const parameters = { size: request.bytes.length };
  return [finding(contract, 'content-md5-unexplained' satisfies CloudMonitorCode, { parameters })];
}
