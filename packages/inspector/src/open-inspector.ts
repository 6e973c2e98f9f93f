/** The inspector as a server sees it, prebuilt or built on demand. */

/** The files of the inspector on disk. */
export interface Inspector {
  /** The folder with the files, to pass to the server as `inspector.root`. */
  readonly root: string;
  /** Returns whether the first build is still running. The published package has its files, so this is `false`. */
  readonly isBuilding: () => boolean;
  /** Builds the files inside the repository. Does nothing in the published package. Rejects if the build fails. */
  build(): Promise<void>;
}

/** Options of `openInspector`. */
export interface OpenOptions {
  /**
   * Returns the folder for built files. Called inside the repository only, because the published package has its files.
   * @default `packages/inspector/app`
   */
  cache?: () => string;
}

export type OpenInspector = (options?: OpenOptions) => Inspector;
