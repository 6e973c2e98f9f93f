/** Builds the first screen of a guide: endpoint, request samples, response, required fields and limits. */
import {
  type ApiName,
  acceptanceOf,
  isObject,
  type Json,
  type Language,
  LOCAL_SERVER,
  type OpenApiDocument,
  type OperationEntry,
  operationsOf,
  type RequestExample,
  requestExamples,
  resolveNode,
  valueAt,
} from '@pushspec/contract';
import { literal as jsonLiteral, jsonStyle } from '../samples/literal.ts';
import { developmentValues, type Server, samplesOf, serversOf } from '../samples/samples.ts';
import { heading, literal, sections } from '../tables/markdown.ts';
import { tableLabels } from '../tables/table-labels.ts';
import { type BodyKind, examplesOfOtherKinds } from './body-kinds.ts';
import { fence, tabs, titled } from './code.ts';
import { type GuideLabels, guideLabels } from './guide-labels.ts';
import { limitLine } from './limit-line.ts';
import { requiredFields } from './required-fields.ts';
import { only, type Variant } from './variants.ts';

export interface QuickstartParts {
  api: ApiName;
  language: Language;
  document: OpenApiDocument;
}

/** Returns the first screen for the first operation of a contract. */
export function quickstart({ api, language, document }: QuickstartParts): string {
  const [entry] = operationsOf(document);
  if (entry === undefined) throw new Error(`the contract of ${api} has no operation`);
  const labels = guideLabels[language];
  const parts = { api, language, document };
  return sections(
    String(document.info.summary),
    only('hosted', endpoint(document, entry, labels, 'hosted')),
    only('local', endpoint(document, entry, labels, 'local')),
    '<div class="quickstart"><div class="request">',
    requestTabs(parts, entry, {
      group: `${api}-${language}`,
      title: labels.request,
      example: requestExamples(document, entry)[0],
    }),
    '<div class="facts">',
    labels.command,
    '</div>',
    '</div><div class="outcome">',
    responseBlock(document, entry, language),
    facts(document, entry, language),
    '</div></div>',
  );
}

function endpoint(
  document: OpenApiDocument,
  { method, path }: OperationEntry,
  labels: GuideLabels,
  variant: Variant,
): string {
  const servers = serversOf(document);
  const vendor = servers[0]?.template ?? '';
  const host = variant === 'local' ? LOCAL_SERVER : vendor;
  const link = `<a href="#${anchorOf(labels.hostsTitle)}">${labels.hosts(servers.length)}</a>`;
  const local = `${labels.production(`<code>${vendor}</code>`)} (${link})`;
  const note = variant === 'local' ? local : [...variablesOf(servers[0]), link].join(' · ');
  const choose =
    variant === 'local'
      ? ''
      : ` data-hosts="#${anchorOf(labels.hostsTitle)}" data-label="${labels.chooseHost}"`;
  return `<p class="endpoint"${choose}><span class="method">${method}</span> <code><span class="host">${host}</span>${path}</code> <span class="beside">${note}</span></p>`;
}

/** Describes the variables in the URL. */
function variablesOf(server: Server | undefined): string[] {
  return Object.entries(server?.variables ?? {}).map(
    ([name, meaning]) => `<code>{${name}}</code> ${meaning}`,
  );
}

/** Returns the anchor that Starlight gives to a heading. */
export function anchorOf(heading: string): string {
  return heading.toLowerCase().replaceAll(' ', '-');
}

/** A section with samples for another kind of request. */
export interface KindSection {
  title: string;
  content: string;
}

/** Returns a section for each kind of request that the first screen does not show. */
export function kindSections(parts: QuickstartParts): KindSection[] {
  const { document } = parts;
  return operationsOf(document)
    .slice(0, 1)
    .flatMap((entry) =>
      examplesOfOtherKinds(document, entry).map((found) => kindSection(parts, entry, found)),
    );
}

function kindSection(
  parts: QuickstartParts,
  entry: OperationEntry,
  { kind, example }: { kind: BodyKind; example: RequestExample },
): KindSection {
  const { api, document, language } = parts;
  const labels = guideLabels[language];
  const title = labels.sendKind(kind.title);
  const node = valueAt(document, example.pointer);
  const content = sections(
    heading(2, title),
    String((isObject(node) && node.description) || ''),
    '<div class="quickstart"><div class="request">',
    requestTabs(parts, entry, { group: `${api}-${language}-${kind.name}`, title, example }),
    '</div><div class="outcome">',
    responseBlock(document, entry, language),
    '<div class="facts">',
    requiredLine(document, entry, labels, example),
    '</div></div></div>',
  );
  return { title, content };
}

interface RequestTabs {
  /** Shared name of the buttons. */
  group: string;
  title: string;
  example: RequestExample | undefined;
}

/** Returns tabs with an example in all languages, for the vendor's host and for the local server. */
function requestTabs(
  { api, language, document }: QuickstartParts,
  entry: OperationEntry,
  { group, title, example }: RequestTabs,
): string {
  const source = { api, bundle: document, language };
  const target = { server: LOCAL_SERVER, values: developmentValues(api, example?.value ?? null) };
  const tabsOf = (samples: ReturnType<typeof samplesOf>) =>
    tabs(
      group,
      title,
      samples
        .filter((sample) => sample.example === example?.name)
        .map(({ label, lang, source: code }) => ({ label, body: fence({ lang, source: code }) })),
    );
  return sections(
    only('hosted', tabsOf(samplesOf(source, entry))),
    only('local', tabsOf(samplesOf({ ...source, target }, entry))),
  );
}

/** Formats the success response of the contract. */
export function responseBlock(document: OpenApiDocument, entry: OperationEntry, language: Language): string {
  const { status } = acceptanceOf(document, entry.operation);
  const source = jsonLiteral(successOf(document, entry), jsonStyle);
  return titled(guideLabels[language].response(String(status)), { lang: 'json', source });
}

function successOf(document: OpenApiDocument, { operation }: OperationEntry): Json {
  const { status } = acceptanceOf(document, operation);
  const responses = isObject(operation.responses) ? operation.responses : {};
  const response = responses[status];
  const { content } = isObject(response) ? resolveNode(document, response) : {};
  const media = isObject(content) ? Object.values(content).filter(isObject) : [];
  const examples = isObject(media[0]?.examples) ? media[0].examples : {};
  const [example] = Object.values(examples).filter(isObject);
  return example?.value ?? null;
}

function facts(document: OpenApiDocument, entry: OperationEntry, language: Language): string {
  const labels = guideLabels[language];
  const { values } = acceptanceOf(document, entry.operation);
  const success = Object.entries(values).map(([pointer, value]) =>
    literal(`${pointer.slice(1).replaceAll('/', '.')}: ${JSON.stringify(value)}`),
  );
  const joined = success.join(language === 'en' ? ' and ' : '、');
  return [
    '<div class="facts">',
    requiredLine(document, entry, labels, requestExamples(document, entry)[0]),
    `**${labels.limits}** ${limitLine(document, entry, labels, tableLabels[language])}`,
    labels.successHint(joined),
    only('hosted', labels.hosted),
    only('local', labels.local),
    '</div>',
  ].join('\n\n');
}

function requiredLine(
  document: OpenApiDocument,
  entry: OperationEntry,
  labels: GuideLabels,
  example: RequestExample | undefined,
): string {
  const names = requiredFields(document, entry, example?.value).map(literal);
  return `**${labels.required}** ${names.join(' ')}`;
}
