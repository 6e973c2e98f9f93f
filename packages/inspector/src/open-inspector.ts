/** How the inspector is served, whether its files came with the package or are built first. */

export interface Inspector {
  /** Folder of the files. */
  readonly root: string;
  /** Whether they are being built. */
  readonly isBuilding: () => boolean;
  /** Builds them where they did not come with the package. Rejects when that fails. */
  build(): Promise<void>;
}

export interface OpenOptions {
  /**
   * Gives the folder for the files, which is asked for inside the repository only.
   * @default `packages/inspector/app`
   */
  cache?: () => string;
}

export type OpenInspector = (options?: OpenOptions) => Inspector;
