/** How a site is served, whether its pages came with the package or are made first. */

export interface Site {
  /** Folder of the pages. */
  readonly root: string;
  /** Whether pages are missing or out of date. */
  readonly isBuilding: () => boolean;
  /** Makes the pages that are missing. Resolves at once where all are there; rejects when one cannot be made. */
  build(signal?: AbortSignal): Promise<void>;
}

export interface OpenOptions {
  /**
   * Gives the folder in which rendered pages are kept where none came with the package, which is inside the repository only.
   * @default `packages/docs/site`
   */
  cache?: () => string;
}

/** The site with all vendors and languages. */
export type OpenSite = (options?: OpenOptions) => Site;
