/** Builds the landing page: one request per API with its response and verdict, and the parts of pushspec. */
import {
  type ApiName,
  acceptanceOf,
  apiNames,
  apiTitles,
  guideAddress,
  type Language,
  LOCAL_SERVER,
  loadBundle,
  localizedPath,
  type OpenApiDocument,
  type OperationEntry,
  operationsOf,
  referenceAddress,
  requestExamples,
} from '@pushspec/contract';
import { developmentValues, type SampleTarget, samplesOf } from '../samples/samples.ts';
import { heading, sections } from '../tables/markdown.ts';
import { tabs, titled } from './code.ts';
import { guideLabels } from './guide-labels.ts';
import { type LandingLabels, landingLabels, type PartLabels, parts } from './landing-labels.ts';
import { responseBlock } from './quickstart.ts';
import { siteLabels } from './site-labels.ts';
import { only } from './variants.ts';

/** Returns the landing page as Markdown. */
export function landingPage(language: Language): string {
  const labels = landingLabels[language];
  return sections(
    `<div class="landing"><p class="lead">${labels.lead}</p>`,
    '<span id="guides"></span>',
    requests(language),
    '<div class="local-hint">',
    only('hosted', labels.hosted),
    only('local', labels.local),
    guideLabels[language].command,
    '</div>',
    heading(2, labels.parts),
    `<div class="cards">${parts.map(({ name, address }) => card(labels.part[name], localizedPath(language, address))).join('')}</div>`,
    heading(2, labels.pictureTitle),
    picture(language, labels.picture),
    labels.more,
    '</div>',
  );
}

/** Shows the screenshot that `tools/screenshots` takes. */
function picture(language: Language, alternative: string): string {
  const address = `/inspector/?lang=${language}`;
  return [
    `<a class="picture" href="${address}"><picture>`,
    '<source media="(prefers-color-scheme: dark)" srcset="/inspector-dark.webp">',
    `<img src="/inspector-light.webp" width="950" height="528" loading="lazy" alt="${alternative}">`,
    '</picture></a>',
  ].join('');
}

function card({ need, part, description }: PartLabels, address: string): string {
  return `<a class="card" href="${address}"><span class="need">${need}</span><strong>${part}</strong><span>${description}</span></a>`;
}

function requests(language: Language): string {
  return tabs(
    `apis-${language}`,
    guideLabels[language].request,
    apiNames.map((api) => ({ label: apiTitles[api][language], body: apiPanel(api, language) })),
  );
}

function apiPanel(api: ApiName, language: Language): string {
  const document = loadBundle(api, 'documented', language);
  const [entry] = operationsOf(document);
  if (entry === undefined) throw new Error(`the contract of ${api} has no operation`);
  const body = requestExamples(document, entry)[0]?.value ?? null;
  const target = { server: LOCAL_SERVER, values: developmentValues(api, body) };
  const sample = (to?: SampleTarget) => {
    const source = { api, bundle: document, language, ...(to && { target: to }) };
    const [first] = samplesOf(source, entry);
    return first === undefined ? '' : titled(first.label, first);
  };
  return sections(
    '<div class="quickstart"><div class="request">',
    only('hosted', sample()),
    only('local', sample(target)),
    '</div><div class="outcome">',
    responseBlock(document, entry, language),
    verdictLine(document, entry, landingLabels[language]),
    links(api, language),
    '</div></div>',
  );
}

/** Formats the verdict on one line. `test/browser` compares it with the verdict of the reference server. */
function verdictLine(
  document: OpenApiDocument,
  { operation, operationId }: OperationEntry,
  labels: LandingLabels,
): string {
  const { status } = acceptanceOf(document, operation);
  const outcome = '<span class="badge accepted">accepted</span>';
  return `<p class="verdict"><strong>${labels.verdict}</strong> ${outcome} ${status} <code>${operationId}</code> ${labels.noReasons}</p>`;
}

function links(api: ApiName, language: Language): string {
  const labels = siteLabels[language];
  const guide = guideAddress(api, language);
  return [
    '<p class="links">',
    `<a href="${guide}"><strong>${labels.guide}</strong></a>`,
    `<a href="${guide}fields/">${labels.fields}</a>`,
    `<a href="${guide}reasons/">${labels.reasons}</a>`,
    `<a href="${referenceAddress(api, language)}">${labels.reference}</a>`,
    '</p>',
  ].join('');
}
