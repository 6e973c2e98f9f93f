/** A reason or warning: message, fix and source of the rule. */
import { localizedPath } from '@pushspec/contract/addresses';
import type { ApiName, Finding } from '../admin/types.ts';
import { translated } from '../format/translated.ts';
import { visibleText } from '../format/visible-text.ts';
import { useLocale } from '../strings/locale.tsx';

interface Props {
  api: ApiName;
  finding: Finding;
  /** The invalid value as JSON, if it is known. */
  received?: string | undefined;
  /** @default 'plain' */
  part?: FindingPart;
}

/**
 * How a finding is shown:
 * - `plain`: with its fix
 * - `explained`: with its fix among the details, because a diagnosis has a better one
 * - `diagnosis`: as the mistake that the doctor found
 * - `repeated`: without fix and source, because an earlier finding has the same code
 */
export type FindingPart = 'plain' | 'explained' | 'diagnosis' | 'repeated';

/** Maximum number of characters of a received value, which may be the whole body. */
const MAX_RECEIVED = 300;

export function FindingView({ api, finding, received, part = 'plain' }: Props) {
  const { language, strings, reasonStrings } = useLocale();
  const { code, message, fix, pointer, page, outcome } = finding;
  const known = reasonStrings?.[api]?.[code];
  // A diagnosis shows only its cause. The rest of the message introduces it.
  const template = part === 'diagnosis' ? '{cause}' : known?.message?.own;
  const sentence = known?.message && template && translated(message, known.message.en, template);
  // The fix of a diagnosis is not in the contract.
  const fixIn = part === 'diagnosis' ? fix : (known?.fix ?? fix);
  return (
    <div class={`finding ${outcome} ${part}`}>
      {part === 'diagnosis' && <p class="cause">{strings.likelyCause}</p>}
      <p class="what">
        <strong dir="auto">{visibleText(sentence || message)}</strong>
        <a class="code" href={localizedPath(language, page)}>
          <code>{code}</code>
        </a>
      </p>
      {/* The message in the response. */}
      {sentence && part !== 'diagnosis' && (
        <p class="on-wire" lang="en">
          {visibleText(message)}
        </p>
      )}
      {pointer !== undefined && pointer !== '' && (
        <dl class="where">
          <dt>{strings.location}</dt>
          <dd>
            <code>{visibleText(pointer)}</code>
          </dd>
          {received !== undefined && (
            <>
              <dt>{strings.received}</dt>
              <dd>
                <code>{visibleText(shortened(received))}</code>
              </dd>
            </>
          )}
        </dl>
      )}
      {(part === 'plain' || part === 'diagnosis') && (
        <p class="fix">
          <b>{strings.fix}</b> {withCode(fixIn)}
        </p>
      )}
      {part !== 'repeated' && <Origin finding={finding} fix={part === 'explained' ? fixIn : undefined} />}
    </div>
  );
}

function Origin({ finding, fix }: { finding: Finding; fix: string | undefined }) {
  const { contract, provenance, source } = finding;
  const { strings } = useLocale();
  return (
    <details class="origin">
      <summary>{strings.details}</summary>
      <dl>
        {fix !== undefined && (
          <>
            <dt>{strings.fix}</dt>
            <dd>{withCode(fix)}</dd>
          </>
        )}
        <dt>{strings.source}</dt>
        <dd>
          {strings.provenance[provenance]}: {visibleText(source.title)} ({source.read})
        </dd>
        {contract !== undefined && (
          <>
            <dt>{strings.rule}</dt>
            <dd>
              <code>{visibleText(contract)}</code>
            </dd>
          </>
        )}
      </dl>
    </details>
  );
}

function shortened(text: string): string {
  return text.length > MAX_RECEIVED ? `${text.slice(0, MAX_RECEIVED)}…` : text;
}

/** Renders parts in backticks as code. */
function withCode(text: string) {
  return text
    .split(/`([^`]+)`/)
    .map((part, index) =>
      index % 2 === 1 ? <code key={part}>{visibleText(part)}</code> : visibleText(part),
    );
}
