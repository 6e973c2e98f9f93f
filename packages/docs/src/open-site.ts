/** The documentation site as a server sees it, prebuilt or built on demand. */

/** A documentation site on disk. */
export interface Site {
  /** The folder with the pages, to pass to the server as `site.root`. */
  readonly root: string;
  /** Returns whether the first build is still running. The published package has its pages, so this is `false`. */
  readonly isBuilding: () => boolean;
  /** Builds missing and outdated pages. Resolves immediately if there are none. Rejects if a page cannot be built. */
  build(signal?: AbortSignal): Promise<void>;
}

/** Options of `openSite`. */
export interface OpenOptions {
  /**
   * Returns the folder for built pages. Called inside the repository only, because the published package has its pages.
   * @default `packages/docs/site`
   */
  cache?: () => string;
}

/** The site with all vendors and languages. */
export type OpenSite = (options?: OpenOptions) => Site;
