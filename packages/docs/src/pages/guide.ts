/** Builds the guide to an API from its contract. */
import {
  type ApiName,
  apiNames,
  apiTitles,
  choicesOf,
  isObject,
  type JsonObject,
  type Language,
  LOCAL_SERVER,
  loadBundle,
  localizedPath,
  type OpenApiDocument,
  type OperationEntry,
  operationsOf,
  signingRulesOf,
  signingSchemesOf,
} from '@pushspec/contract';
import { receiverOverlay } from '../page.ts';
import { serversOf } from '../samples/samples.ts';
import { differenceTable, readDifferences } from '../tables/differences.ts';
import { limitTable } from '../tables/limits.ts';
import { heading, literal, plain, sections, table } from '../tables/markdown.ts';
import { sourceTable } from '../tables/sources.ts';
import type { TableLabels } from '../tables/table-labels.ts';
import { type GuideLabels, guideLabels } from './guide-labels.ts';
import { anchorOf, kindSections, quickstart } from './quickstart.ts';
import { rpcSigning } from './rpc-signing.ts';
import { signedVector, signingSteps } from './signing-example.ts';
import { signingLabels } from './signing-labels.ts';
import { type SiteLabels, siteLabels } from './site-labels.ts';
import { programsOf } from './topics/verified-programs.ts';
import { troubleshooting } from './troubleshooting.ts';

export interface GuideParts {
  api: ApiName;
  language: Language;
  document: OpenApiDocument;
  labels: SiteLabels;
  tableLabels: TableLabels;
  /** Path of the full reference. */
  reference: string;
}

/** Returns the guide as Markdown. */
export function guidePage(parts: GuideParts): string {
  const { api, language, document, labels, tableLabels } = parts;
  const differences = readDifferences(receiverOverlay(api), language);
  return sections(
    quickstart({ api, language, document }),
    contents(parts),
    ...kindSections(parts).map(({ content }) => content),
    heading(2, labels.concepts),
    String(document.info.description ?? ''),
    choices(api, language),
    ...operationsOf(document).flatMap((entry) => [
      heading(2, literal(`${entry.method} ${entry.path}`)),
      String(entry.operation.description ?? ''),
    ]),
    heading(2, labels.tryIt),
    tryIt(api, labels),
    heading(2, guideLabels[language].hostsTitle),
    hostTable(document, guideLabels[language]),
    heading(2, credentialsTitle(document, language)),
    credentials(document, labels),
    ...operationsOf(document).map((entry) => signing(api, document, entry, language)),
    rpcSigning(api, document, language),
    ...programs(api, language),
    heading(2, tableLabels.limits),
    ...operationsOf(document).map((entry) => limitTable(document, entry, tableLabels)),
    heading(2, tableLabels.differences),
    ...(differences
      ? [tableLabels.differencesIntro(differences.title), differenceTable(differences, document, tableLabels)]
      : [labels.noDifferences]),
    heading(2, labels.troubleshooting),
    troubleshooting(document, labels, tableLabels),
    heading(2, tableLabels.sources),
    labels.guideIntro,
    tableLabels.provenanceMeans,
    sourceTable(document, tableLabels),
  );
}

/** Formats links to the sections and to the other pages of the API. */
function contents(parts: GuideParts): string {
  const { api, document, labels, tableLabels, language, reference } = parts;
  const sectionLinks = [
    ...kindSections(parts).map(({ title }) => title),
    labels.concepts,
    labels.tryIt,
    guideLabels[language].hostsTitle,
    credentialsTitle(document, language),
    ...programs(api, language)
      .slice(0, 1)
      .map(() => guideLabels[language].programsTitle),
    tableLabels.limits,
    tableLabels.differences,
    labels.troubleshooting,
  ].map((title) => `[${title}](#${anchorOf(title)})`);
  const pages = [
    `[${labels.fields}](fields/)`,
    `[${labels.reasons}](reasons/)`,
    `[${labels.reference}](${reference})`,
  ];
  return ['<div class="contents">', [...sectionLinks, ...pages].join(' '), '</div>'].join('\n\n');
}

/** Says which of a vendor's APIs to choose, with links to the guides of the others. Empty for a vendor with one API. */
function choices(api: ApiName, language: Language): string {
  const lists = apiNames.map((name) => choicesOf(loadBundle(name, 'documented', language)));
  const own = lists.find((list) => list.some((choice) => choice.api === api));
  if (!own) return '';
  const lines = own.map((choice) => {
    const title = apiTitles[choice.api as ApiName][language];
    const name = choice.api === api ? `**${title}**` : `[${title}](../${choice.api}/)`;
    return `- ${name}: ${choice.description}`;
  });
  return sections(heading(3, guideLabels[language].chooseTitle), lines.join('\n'));
}

/** Adds a collapsed section. When the reader opens it, `try-it.js` loads the form from the inspector. */
function tryIt(api: ApiName, labels: SiteLabels): string {
  return sections(
    `<details data-try-it="${labels.tryItAnchor}"><summary>${labels.tryItOpen}</summary><div data-api="${api}">`,
    labels.tryItElsewhere,
    '</div></details>',
    '<script type="module" src="/try-it.js"></script>',
  );
}

/** Returns the section about other people's programs, or nothing if none uses the API. */
function programs(api: ApiName, language: Language): string[] {
  const labels = guideLabels[language];
  const found = programsOf(api, language);
  if (found === undefined) return [];
  const page = localizedPath(language, '/verified-with/');
  return [heading(2, labels.programsTitle), labels.programsIntro(LOCAL_SERVER, page), found];
}

function credentialsTitle(document: OpenApiDocument, language: Language): string {
  const isSigned = operationsOf(document).some(
    ({ operation }) => signingRulesOf(operation) ?? signingSchemesOf(operation),
  );
  return isSigned ? signingLabels[language].title : siteLabels[language].credentials;
}

function signing(api: ApiName, document: OpenApiDocument, entry: OperationEntry, language: Language): string {
  const vector = signedVector(api, document, entry);
  if (vector === undefined) return '';
  const [scheme] = schemesOf(document);
  return signingSteps(api, vector, entry, String(scheme?.name), signingLabels[language]);
}

function schemesOf({ components }: OpenApiDocument): JsonObject[] {
  const schemes = isObject(components.securitySchemes) ? Object.values(components.securitySchemes) : [];
  return schemes.filter(isObject);
}

function credentials(document: OpenApiDocument, labels: SiteLabels): string {
  const schemes = schemesOf(document);
  if (schemes.length === 0) return labels.noCredentials;
  return sections(
    ...schemes.map(
      (scheme) => `${literal(`${scheme.name} (${scheme.in})`)}: ${String(scheme.description ?? '')}`,
    ),
  );
}

/** Formats the table of an API's hosts. `page.js` also offers them in a menu. */
function hostTable(document: OpenApiDocument, labels: GuideLabels): string {
  const servers = serversOf(document);
  const hasRegions = servers.some(({ region }) => region !== undefined);
  const rows = servers.map(({ region, template, description }) => [
    ...(hasRegions ? [plain(region ?? '')] : []),
    literal(template),
    plain(description),
  ]);
  const head = [...(hasRegions ? [labels.region] : []), labels.host, labels.where];
  return sections(
    labels.hostsIntro(servers.length),
    `<div class="hosts" role="region" aria-label="${labels.hostsTitle}" tabindex="0">`,
    table(head, rows),
    '</div>',
  );
}
