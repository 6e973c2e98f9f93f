/** Builds `llms.txt`: a list of links to the machine-readable files. */
import { type ApiName, languages, loadBundle } from '@pushspec/contract';
import { bundlePath, llmsFullPath, postmanPath } from './machine-paths.ts';

/** Returns the content of `llms.txt`. Links start at the root of the site, because its host is not known. */
export function llmsIndex(apiNames: readonly ApiName[]): string {
  const bundles = apiNames.map((api) => {
    const { title, summary } = loadBundle(api, 'documented').info;
    return `- [${title}](/${bundlePath(api, 'documented', 'en')}): ${summary}`;
  });
  return `${[
    '# pushspec',
    '> Contracts of the push APIs of monitoring services: what they accept, what they refuse, and why. These are not official documents of the vendors. ' +
      'Each rule is documented, observed or assumed, with its source.',
    '## All in one file',
    languages
      .map((language) => `- [${language === 'en' ? 'English' : '中文'}](/${llmsFullPath(language)})`)
      .join('\n'),
    '## OpenAPI 3.1 documents',
    bundles.join('\n'),
    `The same folders contain \`receiver.en.json\`, which describes the known behavior of the running service, and both documents in Chinese (\`.zh.json\`).`,
    '## Collections',
    apiNames
      .map((api) => `- [Postman: ${loadBundle(api, 'documented').info.title}](/${postmanPath(api)})`)
      .join('\n'),
  ].join('\n\n')}\n`;
}
