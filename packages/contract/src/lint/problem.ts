/** What a lint rule finds, and what it looks at. */
import type { OpenApiDocument } from '../document.ts';

export interface Problem {
  rule: string;
  /** File or bundle, and the place in it. */
  where: string;
  message: string;
}

/** One bundle in one language, as every artefact reads it. */
export interface LintTarget {
  /** `vendor profile`. */
  name: string;
  document: OpenApiDocument;
}

/** A rule reports what it finds as place and message. */
export type Report = (place: string, message: string) => void;

/** A rule over one bundle. Its name is the name of its file. */
export type BundleRule = (target: LintTarget, report: Report) => void;
