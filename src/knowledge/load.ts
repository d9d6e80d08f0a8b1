/**
 * Reads the `knowledge/` folder; the one door to files and checksums in this part.
 *
 * A city is a folder with `city.json` and `guideline.txt`; there is no list of cities anywhere. The guideline must be
 * the very bytes whose checksum stands in `city.json`: a text that changed unnoticed would be quoted as the city's.
 */

import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import { DeskError } from "../errors.ts";
import type { City, CityId, Elsewhere, Note, Passage, Talk } from "../model.ts";
import { type Keeper, noKeeper } from "../text/kept.ts";
import { type LexiconFile, readCity, readLexicon } from "./city-file.ts";
import { type Learned, readLearned } from "./learned.ts";
import { readElsewhere, readNotes, readTalk, readTopics, type Topics } from "./notes.ts";

export interface CityText {
  readonly city: City;
  /** The whole of `guideline.txt`. */
  readonly file: string;
}

export interface Knowledge {
  /** In the order of the Japanese syllabary. */
  readonly cities: readonly CityText[];
  readonly lexicon: LexiconFile;
}

/**
 * @param folder - the `knowledge` folder
 * @throws DeskError `knowledge-invalid` naming file, line and reason
 */
export function loadKnowledge(folder: string): Knowledge {
  const ids = folders(folder);
  const cities = ids.map((id) => loadCity(folder, id));
  if (cities.length === 0) {
    throw new DeskError(
      "knowledge-invalid",
      `${folder} holds no city: each needs a folder with city.json and guideline.txt`,
    );
  }
  cities.sort((a, b) => a.city.names.kana.localeCompare(b.city.names.kana, "ja"));
  const path = join(folder, "lexicon.json");
  return { cities, lexicon: readLexicon(shown(path), json(path)) };
}

/** What we wrote about the texts and around them. */
export interface Writings {
  readonly notes: readonly Note[];
  readonly topics: Topics;
  readonly elsewhere: readonly Elsewhere[];
  readonly talk: readonly Talk[];
}

export interface Notebook extends Writings {
  /** Undefined where nothing was learned from the notes yet. */
  readonly learned: Learned | undefined;
  /** Of all that was read for it but `learned`, in hex. */
  readonly checksum: string;
}

export interface NotebookOptions {
  /** Notes that were checked once are not checked again; nothing is kept unless given. */
  readonly keeper?: Keeper;
  /** What was learned before does not matter, for it is learned anew. */
  readonly isToBeLearned?: boolean;
}

/**
 * Reads the notes of all cities that have some, and what stands beside them; a missing file is an empty one.
 *
 * @param passages - of all cities
 * @throws DeskError `knowledge-invalid` naming file, line and every reason
 */
export function loadNotebook(
  folder: string,
  passages: readonly Passage[],
  { keeper = noKeeper, isToBeLearned = false }: NotebookOptions = {},
): Notebook {
  const byCity = Map.groupBy(passages, ({ city }) => city);
  const names = [
    "topics.json",
    "elsewhere.jsonl",
    "talk.jsonl",
    ...[...byCity.keys()].map((city) => join(city, "notes.jsonl")),
  ];
  const texts = new Map(names.map((name) => [name, textOf(join(folder, name))]));
  const parts = [...texts].flatMap(([name, text]) => [name, text ?? ""]);
  const ingredients = [...parts, ...passages.flatMap(({ id, text }) => [id, text])];
  const of = <T>(name: string, reader: (path: string, text: string) => T, missing: T): T => {
    const text = texts.get(name);
    return text === undefined ? missing : reader(shown(join(folder, name)), text);
  };
  const writings = keeper.kept("notes", ingredients, (): Writings => {
    const topics = of("topics.json", readTopics, {});
    const notes = [...byCity].flatMap(([city, own]) =>
      of(join(city, "notes.jsonl"), (path, text) => readNotes(path, text, own, topics), []),
    );
    const [elsewhere, talk] = [of("elsewhere.jsonl", readElsewhere, []), of("talk.jsonl", readTalk, [])];
    return { topics, notes, elsewhere, talk };
  });
  const learned = isToBeLearned ? undefined : textOf(join(folder, "learned.json"));
  return {
    ...writings,
    learned: learned === undefined ? undefined : readLearned(shown(join(folder, "learned.json")), learned),
    checksum: ingredients.reduce((hash, part) => hash.update(part).update("\0"), createHash("sha256")).digest("hex"),
  };
}

/** A file of the folder as it was read. */
export interface KnowledgeFile {
  /** Undefined for what all cities share. */
  readonly city: CityId | undefined;
  readonly name: string;
  readonly bytes: number;
  /** In hex. */
  readonly sha256: string;
}

/** What lies in the folder, so that people can see which texts a desk speaks from: of each city in order, then the rest. */
export function knowledgeFiles(folder: string): KnowledgeFile[] {
  const of = (city: string | undefined): KnowledgeFile[] => {
    const place = join(folder, city ?? "");
    const own = names(place).filter((name) => FILE.test(name) && !isFolder(join(place, name)));
    return own.sort().map((name) => {
      const bytes = read(join(place, name));
      const sha256 = createHash("sha256").update(bytes).digest("hex");
      return { city: city as CityId | undefined, name, bytes: bytes.length, sha256 };
    });
  };
  return [...folders(folder).sort().flatMap(of), ...of(undefined)];
}

/** No notes of an editor, and nothing that is told to people only. */
const FILE = /^(?!\.).*\.(?:txt|jsonl?)$/u;

const textOf = (path: string): string | undefined => (existsSync(path) ? json(path) : undefined);

/** A mounted volume shows its folders as links and keeps them under a dotted name, as git does its own. */
function folders(folder: string): string[] {
  return names(folder).filter((name) => !name.startsWith(".") && isFolder(join(folder, name)));
}

function names(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (cause) {
    throw new DeskError(
      "knowledge-invalid",
      `${folder} cannot be read: it must be the folder of the cities' guidelines`,
      { cause },
    );
  }
}

/** Links are followed; one that leads nowhere may be a city that is missed, so it is told rather than passed over. */
function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch (cause) {
    throw new DeskError("knowledge-invalid", `${shown(path)} leads nowhere: mend the link or remove it`, { cause });
  }
}

function loadCity(folder: string, id: string): CityText {
  if (!/^[a-z][a-z0-9-]*$/u.test(id)) {
    throw new DeskError(
      "knowledge-invalid",
      `${folder}/${id}: a city's folder is named in small romanised letters, such as kodaira`,
    );
  }
  const guideline = join(folder, id, "guideline.txt");
  const bytes = read(guideline);
  const file = decoded(guideline, bytes);
  if (file.trim() === "") throw new DeskError("knowledge-invalid", `${shown(guideline)}:1: the text is empty`);
  const path = join(folder, id, "city.json");
  const text = json(path);
  const city = readCity(shown(path), text, id as CityId, file);
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  if (sha256 !== city.guideline.sha256) {
    const line = text.slice(0, text.indexOf('"sha256"')).split("\n").length;
    throw new DeskError(
      "knowledge-invalid",
      `${shown(path)}:${line}: guideline.txt is not the text that this checksum was taken of (it has ${sha256}). ` +
        "Restore the text, or, if the city issued a new one, check every date here and enter the new checksum",
      { facts: { file: shown(path), line } },
    );
  }
  return { city, file };
}

function read(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (cause) {
    throw new DeskError("knowledge-invalid", `${shown(path)} cannot be read; see knowledge/README.md, "A new city"`, {
      cause,
    });
  }
}

/** Some editors write a byte order mark, which JSON does not know. */
function json(path: string): string {
  return decoded(path, read(path)).replace(/^\uFEFF/u, "");
}

/** A text in another encoding would be quoted as rubbish, and its checksum would not tell. */
function decoded(path: string, bytes: Buffer): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    throw new DeskError("knowledge-invalid", `${shown(path)}:1: is not UTF-8 text: save it again as UTF-8`, { cause });
  }
}

/** From the knowledge folder on: an error is for people, who know where their checkout lies. */
function shown(path: string): string {
  const parts = path.split("/");
  const at = parts.lastIndexOf("knowledge");
  return at >= 0 ? parts.slice(at).join("/") : `${basename(join(path, ".."))}/${basename(path)}`;
}
