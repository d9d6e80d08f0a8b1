/**
 * Where photos and files lie that residents sent into a case.
 */

export interface KeptFile {
  /** Random; the name of the file. */
  readonly id: string;
  /** By content, such as `image/jpeg`. */
  readonly type: string;
}

export interface MediaFiles {
  keep(content: Uint8Array): Promise<KeptFile>;
  /** Undefined where there is none. */
  read(id: string): Promise<Uint8Array | undefined>;
  /** Does nothing where there is none. */
  remove(id: string): Promise<void>;
  /** Whether the files are those of this store: the first that asks has them from then on. */
  areOf(store: string): Promise<boolean>;
  /** Of the files that were kept before this, in milliseconds since 1970. */
  ids(before: number): Promise<readonly string[]>;
}
