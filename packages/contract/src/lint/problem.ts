/** Defines lint rules, their targets and the problems that they find. */
import type { OpenApiDocument } from '../document.ts';

export interface Problem {
  rule: string;
  /** File or bundle, and the location in it. */
  where: string;
  message: string;
}

/** One bundle in one language. */
export interface LintTarget {
  /** Vendor and profile, such as `guance documented`. */
  name: string;
  document: OpenApiDocument;
}

/** Reports a problem. */
export type Report = (location: string, message: string) => void;

/** A rule for one bundle. The name of the rule is the name of its file. */
export type BundleRule = (target: LintTarget, report: Report) => void;
