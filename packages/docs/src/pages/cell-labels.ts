/** Writes the heading of its column on each cell, so that a telephone can show a row as a list. */

/** Works on tables as Astro renders Markdown's: a head of one row, and no table within a table. */
export function labelCells(html: string): string {
  return html.replace(/<table>[\s\S]*?<\/table>/g, (table) => {
    const heads = [...table.matchAll(/<th>([\s\S]*?)<\/th>/g)].map(([, text = '']) =>
      text.replace(/<[^>]*>/g, '').replaceAll('"', '&quot;'),
    );
    return table.replace(/<tr>[\s\S]*?<\/tr>/g, (row) => {
      let column = 0;
      return row.replace(/<td>/g, () => `<td data-label="${heads[column++] ?? ''}">`);
    });
  });
}
