/** Generates samples in six languages from the examples of a contract. Each works when pasted into an empty file. */
import type { ApiName, JsonObject, Language, OpenApiDocument, OperationEntry } from '@pushspec/contract';
import { commandLineSample } from './command-line.ts';
import { curlSample } from './curl.ts';
import { gatewayCurlSample } from './gateway-curl.ts';
import { goSample } from './go.ts';
import { javaSample } from './java.ts';
import { pythonSample } from './python.ts';
import { type SampleComments, sampleComments } from './sample-comments.ts';
import { type SampleRequest, type SampleTarget, sampleRequests } from './sample-request.ts';
import { type SdkLanguage, sdkSample } from './sdk.ts';
import { typescriptSample } from './typescript.ts';

export { developmentValues } from './development-values.ts';
export type { SampleTarget } from './sample-request.ts';
export { type SdkLanguage, sdkPackages } from './sdk.ts';
export { type Server, serversOf } from './servers.ts';

/** Languages of the samples. `command-line` is `pushspec send`. */
export const sampleLanguages = ['curl', 'typescript', 'python', 'java', 'go', 'command-line'] as const;
export type SampleLanguage = (typeof sampleLanguages)[number];

/** A sample in one language. */
export interface Sample {
  /** Name of the example in the contract. */
  example: string;
  language: SampleLanguage;
  /** Language for syntax highlighting, as Redocly names it. */
  lang: string;
  label: string;
  source: string;
  /** The language of the vendor's SDK that it calls; undefined if it calls none. */
  sdk: SdkLanguage | undefined;
}

interface Writer {
  lang: string;
  label: string;
  /** Returns `undefined` if the language has no sample of the request. */
  write: (request: SampleRequest, comments: SampleComments) => string | undefined;
  /** The language of the SDKs that samples of gateways call. */
  sdk?: SdkLanguage;
}

type Write = (request: SampleRequest, comments: SampleComments) => string;

/** A gateway flattens and signs a body in its own way, so its samples call the vendor's SDKs. */
const withSdk = (language: SdkLanguage, write: Write): Pick<Writer, 'write' | 'sdk'> => ({
  sdk: language,
  write: (request, comments) =>
    request.gateway ? sdkSample(language, request, comments) : write(request, comments),
});

const writers: Record<SampleLanguage, Writer> = {
  curl: {
    lang: 'bash',
    label: 'curl',
    write: (request, comments) =>
      request.gateway ? gatewayCurlSample(request, request.gateway, comments) : curlSample(request, comments),
  },
  typescript: { lang: 'typescript', label: 'TypeScript', ...withSdk('typescript', typescriptSample) },
  python: { lang: 'python', label: 'Python', ...withSdk('python', pythonSample) },
  java: { lang: 'java', label: 'Java', ...withSdk('java', javaSample) },
  go: { lang: 'go', label: 'Go', ...withSdk('go', goSample) },
  'command-line': {
    lang: 'bash',
    label: 'pushspec send',
    // Of the operations of a gateway, the command line calls the first one.
    write: (request, comments) =>
      request.gateway && !request.isFirstOperation ? undefined : commandLineSample(request, comments),
  },
};

/** The contract, comment language and target of samples. */
export interface SampleSource {
  api: ApiName;
  bundle: OpenApiDocument;
  /** Language of the comments. */
  language: Language;
  /** @default the vendor's first server, with credentials from the environment */
  target?: SampleTarget;
}

/**
 * Returns all samples of an operation, starting with its first example. `test/samples` runs every one of them.
 *
 * @example
 * import { loadBundle, operationsOf } from '@pushspec/contract';
 * import { samplesOf } from '@pushspec/docs/samples';
 *
 * const bundle = loadBundle('guance', 'documented');
 * const [entry] = operationsOf(bundle);
 * const samples = samplesOf({ api: 'guance', bundle, language: 'en' }, entry);
 * console.log(samples[0].language, samples[0].source.split(' ')[0]); // curl #
 */
export function samplesOf({ api, bundle, language, target }: SampleSource, entry: OperationEntry): Sample[] {
  const comments = sampleComments[language];
  return sampleRequests(api, bundle, entry, target).flatMap((request) =>
    sampleLanguages.flatMap((name) => {
      const { lang, label, write, sdk } = writers[name];
      const source = write(request, comments);
      return source === undefined
        ? []
        : [{ example: request.example, language: name, lang, label, source, sdk: request.gateway && sdk }];
    }),
  );
}

/** Returns the samples of the first example. Redocly shows one list next to an operation. */
export function firstSamples(options: SampleSource, entry: OperationEntry): JsonObject[] {
  const samples = samplesOf(options, entry);
  return samples
    .filter(({ example }) => example === samples[0]?.example)
    .map(({ lang, label, source }) => ({ lang, label, source }));
}

/** Languages that Redocly lists. It omits samples in any other language. */
export const sampleLabels = sampleLanguages.map((name) => {
  const { lang, label } = writers[name];
  return { lang, label };
});
