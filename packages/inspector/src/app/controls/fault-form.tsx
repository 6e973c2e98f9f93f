/** The form that adds a fault for one API, or the same fault for all APIs. */
import { useState } from 'preact/hooks';
import type { ReasonFact } from '../../contract-facts.ts';
import type { ApiName } from '../admin/types.ts';
import { ApiOptions } from '../api-options.tsx';
import { apiNamesIn, type Facts } from '../contracts.ts';
import { useLocale } from '../strings/locale.tsx';

const kinds = ['reason', 'delay', 'reset', 'truncated', 'garbage'] as const;
type Kind = (typeof kinds)[number];

/** Maximum delay in milliseconds, as in the admin API document. */
const MAX_DELAY_MS = 600_000;

/** `onAdd` receives one fault per API. */
export function FaultForm({ onAdd }: { onAdd: (faults: object[]) => void }) {
  const { strings, facts } = useLocale();
  const [kind, setKind] = useState<Kind>('reason');
  const [api, setApi] = useState('');
  const apis = apiNamesIn(facts).filter((name) => api === '' || name === api);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget as HTMLFormElement);
    onAdd(apis.map((name) => ({ api: name, ...faultOf(kind, data) })));
  };
  return (
    <form class="fields" onSubmit={submit}>
      <label>
        {strings.api}
        <select name="api" value={api} onChange={(event) => setApi(event.currentTarget.value)}>
          <option value="">{strings.allApis}</option>
          <ApiOptions />
        </select>
      </label>
      <label>
        {strings.kind}
        <select name="kind" value={kind} onChange={(event) => setKind(event.currentTarget.value as Kind)}>
          {kinds.map((each) => (
            <option key={each} value={each}>
              {strings.kinds[each]}
            </option>
          ))}
        </select>
      </label>
      {kind === 'reason' && <ReasonField apis={apis} />}
      {kind === 'delay' && (
        <label>
          {strings.delay}
          <input name="delayMs" type="number" min="0" max={MAX_DELAY_MS} defaultValue="500" required />
        </label>
      )}
      <label>
        {strings.times}
        <input name="times" type="number" min="1" defaultValue="1" required />
      </label>
      <button type="submit" class="primary">
        {strings.addFault}
      </button>
    </form>
  );
}

function ReasonField({ apis }: { apis: readonly ApiName[] }) {
  const { strings, facts } = useLocale();
  const codes = faultReasons(facts, apis);
  return (
    <label>
      {strings.reason}
      <select name="reason" required>
        {codes.length === 0 && <option value="">{strings.noReason}</option>}
        {codes.map((code) => (
          <option key={code} value={code}>
            {code}
          </option>
        ))}
      </select>
    </label>
  );
}

function faultOf(kind: Kind, data: FormData): object {
  return {
    kind,
    times: Number(data.get('times')),
    ...(kind === 'reason' && { reason: data.get('reason') }),
    ...(kind === 'delay' && { delayMs: Number(data.get('delayMs')) }),
    ...(kind === 'reset' && { when: 'before-commit' }),
  };
}

/** Returns the reason codes for refusals that all these APIs share. */
function faultReasons(facts: Facts, apis: readonly ApiName[]): string[] {
  const [first, ...others] = apis.map((api) => facts[api].reasons.filter(isRefusal).map(({ code }) => code));
  return (first ?? []).filter((code) => others.every((codes) => codes.includes(code)));
}

/** Returns whether the response reports the failure, even if its status is that of a success. */
function isRefusal({ outcome, status }: ReasonFact): boolean {
  return outcome === 'rejected' || status !== undefined;
}
