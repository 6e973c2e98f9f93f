/** The filters above the list of requests. */
import { useEffect, useState } from 'preact/hooks';
import { call } from '../admin/client.ts';
import { type ApiName, outcomes, type Sandbox } from '../admin/types.ts';
import { ApiOptions } from '../api-options.tsx';
import { apiNamesIn } from '../contracts.ts';
import { visibleText } from '../format/visible-text.ts';
import { useApiName, useLocale } from '../strings/locale.tsx';
import { type Filter, isUnfiltered, NO_FILTER } from './filter.ts';

interface Props {
  filter: Filter;
  /** Called for each change. `isTyping` is true if more letters may follow. */
  onChange: (filter: Filter, isTyping: boolean) => void;
}

export function RequestFilter({ filter, onChange }: Props) {
  const { strings } = useLocale();
  const set = (name: keyof Filter) => (event: Event) =>
    onChange({ ...filter, [name]: (event.currentTarget as HTMLInputElement).value }, name === 'text');
  return (
    <search class="filter">
      <input
        name="text"
        type="search"
        maxLength={1000}
        aria-label={strings.search}
        placeholder={strings.searchHint}
        value={filter.text}
        onInput={set('text')}
      />
      <select name="api" aria-label={strings.api} value={filter.api} onChange={set('api')}>
        <option value="">{strings.allApis}</option>
        <ApiOptions />
      </select>
      <select
        name="outcome"
        aria-label={strings.filterOutcome}
        value={filter.outcome}
        onChange={set('outcome')}
      >
        <option value="">{strings.allOutcomes}</option>
        {outcomes.map((outcome) => (
          <option key={outcome} value={outcome}>
            {strings.outcomes[outcome]}
          </option>
        ))}
      </select>
      <select name="reason" aria-label={strings.filterReason} value={filter.reason} onChange={set('reason')}>
        <option value="">{strings.allReasons}</option>
        <ReasonGroups api={filter.api} chosen={filter.reason} />
      </select>
      <SandboxFilter value={filter.sandbox} onChange={set('sandbox')} />
      {!isUnfiltered(filter) && (
        <button type="button" class="quiet" onClick={() => onChange(NO_FILTER, false)}>
          {strings.clearFilter}
        </button>
      )}
    </search>
  );
}

/** The reason codes, grouped by API. Includes an unknown code from the URL. */
function ReasonGroups({ api, chosen }: { api: string; chosen: string }) {
  const { facts } = useLocale();
  const nameOf = useApiName();
  const apis = apiNamesIn(facts).filter((name) => api === '' || name === api);
  const isKnown = apis.some((name) => facts[name].reasons.some(({ code }) => code === chosen));
  return (
    <>
      {chosen !== '' && !isKnown && <option value={chosen}>{chosen}</option>}
      {apis.map((name) => (
        <optgroup key={name} label={nameOf(name)}>
          <ReasonOptions api={name} />
        </optgroup>
      ))}
    </>
  );
}

function ReasonOptions({ api }: { api: ApiName }) {
  const { facts } = useLocale();
  return (
    <>
      {facts[api].reasons.map(({ code }) => (
        <option key={code} value={code}>
          {code}
        </option>
      ))}
    </>
  );
}

interface SandboxFilterProps {
  value: string;
  onChange: (event: Event) => void;
}

/** Selects a sandbox. Not shown on a server without sandboxes. */
function SandboxFilter({ value, onChange }: SandboxFilterProps) {
  const { strings } = useLocale();
  const [sandboxes, setSandboxes] = useState<readonly Sandbox[]>([]);
  const load = () => {
    call<{ sandboxes: Sandbox[] }>('/__admin/sandboxes').then(
      (response) => setSandboxes(response.sandboxes),
      () => setSandboxes([]),
    );
  };
  useEffect(load, []);
  if (sandboxes.length === 0 && value === '') return null;
  // An expired sandbox stays selected, so that the page does not suddenly show other requests.
  const isExpired = value !== '' && !sandboxes.some(({ id }) => id === value);
  return (
    <select name="sandbox" aria-label={strings.sandbox} value={value} onChange={onChange} onFocus={load}>
      <option value="">{strings.allRequests}</option>
      {isExpired && <option value={value}>{value}</option>}
      {sandboxes.map(({ id, name }) => (
        <option key={id} value={id}>
          {name === undefined ? id : `${visibleText(name)} (${id})`}
        </option>
      ))}
    </select>
  );
}
