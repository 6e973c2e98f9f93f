import { useEffect, useState } from 'preact/hooks';
import { useLocale } from './strings/locale.tsx';

/** How long the confirmation is shown, in milliseconds. */
const SHOWN_MS = 2000;

interface Props {
  text: string;
  label?: string;
  /** Confirmation after copying. */
  done?: string;
}

/** A button that copies a string. Its default label is "Copy". */
export function CopyButton({ text, label, done }: Props) {
  const { strings } = useLocale();
  const [isCopied, setCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return;
    const timer = setTimeout(() => setCopied(false), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [isCopied]);
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    setCopied(true);
  };
  return (
    <>
      <button type="button" onClick={copy}>
        {label ?? strings.copy}
      </button>
      <span role="status" class="copied">
        {isCopied ? (done ?? strings.copied) : ''}
      </span>
    </>
  );
}
