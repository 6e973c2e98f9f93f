/** Formats code blocks and tabs that work without scripts. */

/** A tab and its content. */
export interface Panel {
  label: string;
  /** Content as Markdown. */
  body: string;
}

/** Source code to show. */
export interface Code {
  /** Language for syntax highlighting. */
  lang: string;
  source: string;
}

/** Formats a fenced code block. The fence is longer than any run of backticks in the source. */
export function fence({ lang, source }: Code): string {
  const ticks = '`'.repeat(Math.max(3, ...[...source.matchAll(/`+/g)].map(([run]) => run.length + 1)));
  return `${ticks}${lang}\n${source.replace(/\n+$/, '')}\n${ticks}`;
}

/** Formats tabs as radio buttons. The style sheet shows the selected panel. `group` is the shared name of the buttons. */
export function tabs(group: string, title: string, panels: readonly Panel[]): string {
  const buttons = panels.map(({ label }, index) => {
    const id = `${group}-${index}`;
    const checked = index === 0 ? ' checked' : '';
    return `<input type="radio" name="${group}" id="${id}" value="${label}"${checked}><label for="${id}">${label}</label>`;
  });
  return [
    `<div class="tabs not-content"><fieldset><legend>${title}</legend>${buttons.join('')}</fieldset>`,
    ...panels.flatMap(({ body }) => ['<div class="panel">', body, '</div>']),
    '</div>',
  ].join('\n\n');
}

/** Formats one code block with a title above it. */
export function titled(title: string, code: Code): string {
  return [`<div class="block not-content"><p class="block-title">${title}</p>`, fence(code), '</div>'].join(
    '\n\n',
  );
}
