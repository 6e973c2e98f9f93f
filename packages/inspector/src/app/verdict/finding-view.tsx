import { pageIn } from '@pushspec/contract/addresses';
import type { Finding, Vendor } from '../admin/types.ts';
import { useSpeech } from '../text/language.tsx';
import { visibleText } from './visible-text.ts';

interface Props {
  vendor: Vendor;
  finding: Finding;
}

/** A message stays as it was rendered; where the contract has the sentence in Chinese too, that stands before it. */
export function FindingView({ vendor, finding }: Props) {
  const { language, texts, reasonTexts } = useSpeech();
  const { code, message, fix, pointer, provenance, source, contract, page } = finding;
  const known = reasonTexts?.[vendor]?.[code];
  return (
    <div class="finding">
      <p>
        <code>{code}</code> <a href={pageIn(language, page)}>{texts.inTable}</a>
      </p>
      {known?.message !== undefined && <p>{visibleText(withoutParameters(known.message))}</p>}
      <p dir="auto">{visibleText(message)}</p>
      <dl>
        <dt>{texts.fix}</dt>
        <dd>{withCode(known?.fix ?? fix)}</dd>
        {pointer !== undefined && (
          <>
            <dt>{texts.place}</dt>
            <dd>
              <code>{visibleText(pointer) || '/'}</code>
            </dd>
          </>
        )}
        <dt>{texts.rule}</dt>
        <dd>
          <code>{visibleText(contract ?? '')}</code>
        </dd>
        <dt>{texts.knownFrom}</dt>
        <dd>
          {texts.provenance[provenance]}: {visibleText(source.title)} ({source.read})
        </dd>
      </dl>
    </div>
  );
}

/** The rule's own sentence has names in braces; what stood there is told in the message below it. */
function withoutParameters(sentence: string): string {
  return sentence.replaceAll(/\{[a-zA-Z]+\}/g, '\u2026');
}

/** What the contract has between backticks is shown as code. */
function withCode(text: string) {
  return text
    .split(/`([^`]+)`/)
    .map((part, index) =>
      index % 2 === 1 ? <code key={part}>{visibleText(part)}</code> : visibleText(part),
    );
}
