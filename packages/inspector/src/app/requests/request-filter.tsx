import { outcomes } from '../admin/types.ts';
import { useSpeech } from '../text/language.tsx';
import { VendorOptions } from '../vendor-options.tsx';
import type { Filter } from './filter.ts';

interface Props {
  filter: Filter;
  onChange: (filter: Filter) => void;
}

export function RequestFilter({ filter, onChange }: Props) {
  const { texts } = useSpeech();
  const set = (name: keyof Filter) => (event: Event) =>
    onChange({ ...filter, [name]: (event.currentTarget as HTMLInputElement).value });
  return (
    <search class="filter">
      <label>
        {texts.vendor}
        <select name="vendor" value={filter.vendor} onChange={set('vendor')}>
          <option value="">{texts.all}</option>
          <VendorOptions />
        </select>
      </label>
      <label>
        {texts.verdict}
        <select name="outcome" value={filter.outcome} onChange={set('outcome')}>
          <option value="">{texts.all}</option>
          {outcomes.map((outcome) => (
            <option key={outcome} value={outcome}>
              {texts.outcomes[outcome]}
            </option>
          ))}
        </select>
      </label>
      <label>
        {texts.reason}
        <input name="reason" value={filter.reason} onInput={set('reason')} />
      </label>
      <label>
        {texts.text}
        <input name="text" maxLength={1000} value={filter.text} onInput={set('text')} />
      </label>
    </search>
  );
}
