/** Requests in six languages, made from the examples of the contract, to be pasted into an empty file. */
import type { JsonObject, Language, OpenApiDocument, OperationEntry, Vendor } from '@pushspec/contract';
import { commandLineSample } from './command-line.ts';
import { curlSample } from './curl.ts';
import { goSample } from './go.ts';
import { javaSample } from './java.ts';
import { pythonSample } from './python.ts';
import { type SampleRequest, sampleRequests } from './sample-request.ts';
import { typescriptSample } from './typescript.ts';
import { type SampleWords, sampleWords } from './words.ts';

export const sampleLanguages = ['curl', 'typescript', 'python', 'java', 'go', 'command-line'] as const;
export type SampleLanguage = (typeof sampleLanguages)[number];

export interface Sample {
  /** Name of the example in the contract. */
  example: string;
  language: SampleLanguage;
  /** For the highlighting, as Redocly names it. */
  lang: string;
  label: string;
  source: string;
}

interface Printer {
  lang: string;
  label: string;
  print: (request: SampleRequest, words: SampleWords) => string;
}

const printers: Record<SampleLanguage, Printer> = {
  curl: { lang: 'bash', label: 'curl', print: curlSample },
  typescript: { lang: 'typescript', label: 'TypeScript', print: typescriptSample },
  python: { lang: 'python', label: 'Python', print: pythonSample },
  java: { lang: 'java', label: 'Java', print: javaSample },
  go: { lang: 'go', label: 'Go', print: goSample },
  'command-line': { lang: 'bash', label: 'pushspec send', print: commandLineSample },
};

export interface SampleSource {
  vendor: Vendor;
  bundle: OpenApiDocument;
  /** Of the comments. */
  language: Language;
}

/** All samples of an operation: those of its first example first. Every one is run by `test/samples`. */
export function samplesOf({ vendor, bundle, language }: SampleSource, entry: OperationEntry): Sample[] {
  const words = sampleWords[language];
  return sampleRequests(vendor, bundle, entry).flatMap((request) =>
    sampleLanguages.map((name) => {
      const { lang, label, print } = printers[name];
      const source = print(request, words);
      return { example: request.example, language: name, lang, label, source };
    }),
  );
}

/** What Redocly shows beside an operation: one list, so those of the first example only. */
export function firstSamples(source: SampleSource, entry: OperationEntry): JsonObject[] {
  const samples = samplesOf(source, entry);
  return samples
    .filter(({ example }) => example === samples[0]?.example)
    .map(({ lang, label, source: text }) => ({ lang, label, source: text }));
}

/** What the list of languages may hold: Redocly leaves out what is not among them. */
export const sampleLabels = sampleLanguages.map((name) => {
  const { lang, label } = printers[name];
  return { lang, label };
});
