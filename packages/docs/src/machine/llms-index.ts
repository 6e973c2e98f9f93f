/** `llms.txt`: what there is for a program that reads, with links. */
import { languages, loadBundle, type Vendor } from '@pushspec/contract';
import { bundlePath, llmsFullPath, postmanPath } from './machine-files.ts';

/** Links are relative to the root of the site, as it may be served anywhere. */
export function llmsIndex(vendors: readonly Vendor[]): string {
  const bundles = vendors.map((vendor) => {
    const { title, summary } = loadBundle(vendor, 'documented').info;
    return `- [${title}](/${bundlePath(vendor, 'documented', 'en')}): ${summary}`;
  });
  return `${[
    '# pushspec',
    '> Contracts of the push APIs of BlueKing, CloudMonitor and Guance: what they take, what they refuse and why. Not official documents of the vendors. ' +
      'Each rule is documented, observed or assumed, with its source.',
    '## All in one file',
    languages
      .map((language) => `- [${language === 'en' ? 'English' : '中文'}](/${llmsFullPath(language)})`)
      .join('\n'),
    '## OpenAPI 3.1 documents',
    bundles.join('\n'),
    `Beside each stand \`receiver.en.json\`, how the running service is known to differ, and both in Chinese (\`.zh.json\`).`,
    '## Collections',
    vendors
      .map((vendor) => `- [Postman: ${loadBundle(vendor, 'documented').info.title}](/${postmanPath(vendor)})`)
      .join('\n'),
  ].join('\n\n')}\n`;
}
