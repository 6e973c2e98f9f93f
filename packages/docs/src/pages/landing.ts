/** The landing page: what this is, the APIs, how to try it, and the state of each contract in figures. */
import {
  guideAddress,
  type Language,
  loadBundle,
  operationsOf,
  reasonTable,
  referenceAddress,
  type Vendor,
  vendors,
} from '@pushspec/contract';
import type { Provenance } from '@pushspec/contract/reasons';
import { receiverOverlay, scenarioNames } from '../page.ts';
import { readDifferences } from '../tables/differences.ts';
import { labels } from '../tables/labels.ts';
import { heading, literal, sections, table } from '../tables/markdown.ts';
import { siteWords } from './words.ts';

const PROVENANCES: readonly Provenance[] = ['documented', 'observed', 'assumed'];

export function landingPage(language: Language): string {
  const words = siteWords[language];
  return sections(
    heading(2, words.vendors),
    ['<div class="cards">', ...vendors.map((vendor) => card(vendor, language)), '</div>'].join('\n\n'),
    heading(2, words.parts),
    words.partsList,
    heading(2, words.tryIt),
    words.tryItText,
    heading(2, words.state),
    words.stateIntro,
    stateTable(language),
    labels[language].provenanceMeans,
  );
}

function card(vendor: Vendor, language: Language): string {
  const words = siteWords[language];
  const document = loadBundle(vendor, 'documented', language);
  const guide = guideAddress(vendor, language);
  return sections(
    '<div class="card">',
    heading(3, `[${document.info.title}](${guide})`),
    String(document.info.summary),
    operationsOf(document)
      .map(({ method, path }) => literal(`${method} ${path}`))
      .join(' '),
    [
      `[${words.guide}](${guide})`,
      `[${words.fields}](${guide}fields/)`,
      `[${words.reasons}](${guide}reasons/)`,
      `[${words.reference}](${referenceAddress(vendor, language)})`,
    ].join(' · '),
    '</div>',
  );
}

/** All of it is counted: in the contracts, their receiver overlays and the folders of their scenarios. */
function stateTable(language: Language): string {
  const words = siteWords[language];
  const rows = vendors.map((vendor) => {
    const document = loadBundle(vendor, 'documented', language);
    const reasons = Object.values(reasonTable(document));
    const known = PROVENANCES.map((each) => reasons.filter(({ provenance }) => provenance === each).length);
    return [
      `[${document.info.title}](${guideAddress(vendor, language)})`,
      String(document.info.version),
      String(reasons.length),
      ...known.map(String),
      String(readDifferences(receiverOverlay(vendor))?.list.length ?? 0),
      String(scenarioNames(vendor).length),
    ];
  });
  const provenances = PROVENANCES.map((each) => labels[language].provenance[each]);
  return table(
    [words.contract, words.version, words.reasons, ...provenances, words.differences, words.scenarios],
    rows,
  );
}
