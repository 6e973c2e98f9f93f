import type { Summary } from '../admin/types.ts';
import { visibleText } from '../format/visible-text.ts';
import { useLocale } from '../strings/locale.tsx';

/** The title of a request, or a placeholder. */
export function RequestTitle({ summary }: { summary: Summary | undefined }) {
  const { strings } = useLocale();
  if (summary?.title !== undefined) return <span class="name">{visibleText(summary.title)}</span>;
  if (summary === undefined) return null;
  const placeholder =
    summary.bytes === 0
      ? strings.emptyBody
      : summary.items === undefined
        ? strings.unreadable
        : strings.untitled;
  return <span class="name instead">{placeholder}</span>;
}
