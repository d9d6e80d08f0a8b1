/**
 * What a file is, by its first bytes: the name and the type that a sender gives it say what the sender likes.
 *
 * What is not known for certain is `application/octet-stream`, which a browser only offers to save.
 */

/** @returns a media type */
export function typeOf(content: Uint8Array): string {
  const bytes = Buffer.from(content.buffer, content.byteOffset, content.byteLength);
  const head = bytes.toString("latin1", 0, 16);
  const has = ([mark, at]: Mark) => head.startsWith(mark, at);
  const signature = SIGNATURES.find(({ marks }) => marks.every(has));
  return signature?.type(bytes) ?? "application/octet-stream";
}

/** Bytes as Latin-1, and where they stand; within the first 16. */
type Mark = readonly [bytes: string, at: number];
interface Signature {
  readonly marks: readonly Mark[];
  readonly type: (bytes: Buffer) => string | undefined;
}

/** Source: mimesniff.spec.whatwg.org, 6 "Matching a MIME type pattern"; PDF 32000-1 7.5.2; APPNOTE.TXT 4.3.7. */
const SIGNATURES: readonly Signature[] = [
  { marks: [["\xff\xd8\xff", 0]], type: () => "image/jpeg" },
  { marks: [["\x89PNG\r\n\x1a\n", 0]], type: () => "image/png" },
  { marks: [["GIF87a", 0]], type: () => "image/gif" },
  { marks: [["GIF89a", 0]], type: () => "image/gif" },
  {
    marks: [
      ["RIFF", 0],
      ["WEBPVP", 8],
    ],
    type: () => "image/webp",
  },
  { marks: [["%PDF-", 0]], type: () => "application/pdf" },
  { marks: [["ftyp", 4]], type: (bytes) => BRANDS.get(bytes.toString("latin1", 8, 12)) },
  { marks: [["PK\x03\x04", 0]], type: zipped },
];

/** The major brand of an ISO base media file. Source: mp4ra.org, "Brands". */
const BRANDS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    heic: "image/heic",
    heix: "image/heic",
    heim: "image/heic",
    heis: "image/heic",
    mif1: "image/heif",
    "M4A ": "audio/mp4",
    "M4B ": "audio/mp4",
    "M4V ": "video/mp4",
    isom: "video/mp4",
    iso2: "video/mp4",
    iso4: "video/mp4",
    iso5: "video/mp4",
    iso6: "video/mp4",
    avc1: "video/mp4",
    mp41: "video/mp4",
    mp42: "video/mp4",
    "qt  ": "video/quicktime",
  }),
);

const OFFICE = "application/vnd.openxmlformats-officedocument.";
/** A part that each kind of document must have. Source: ECMA-376 part 1, 11.3.10, 12.3.23, 13.3.6. */
const PARTS: readonly (readonly [part: string, type: string])[] = [
  ["word/document.xml", `${OFFICE}wordprocessingml.document`],
  ["xl/workbook.xml", `${OFFICE}spreadsheetml.sheet`],
  ["ppt/presentation.xml", `${OFFICE}presentationml.presentation`],
];

/** OpenDocument names its type in the first entry, uncompressed. Source: OpenDocument 1.3 part 2, 3.3. */
const OPEN_DOCUMENT = /mimetype(application\/vnd\.oasis\.opendocument\.(?:text|spreadsheet|presentation))PK/u;

function zipped(bytes: Buffer): string {
  const open = OPEN_DOCUMENT.exec(bytes.toString("latin1", 0, 120))?.[1];
  // Names of entries stand uncompressed, all of them again at the end of the file.
  return open ?? PARTS.find(([part]) => bytes.includes(part))?.[1] ?? "application/zip";
}
