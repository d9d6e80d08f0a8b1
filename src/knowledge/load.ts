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
import type { City, CityId, Passage } from "../model.ts";
import { type LexiconFile, readCity, readLexicon } from "./city-file.ts";
import { type Note, readNotes, readTopics } from "./notes.ts";

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

/** A mounted volume shows its folders as links and keeps them under a dotted name, as git does its own. */
/**
 * Reads the notes of all cities that have some.
 *
 * @param passages - of all cities
 * @throws DeskError `knowledge-invalid` naming file, line and every reason
 */
export function loadNotes(folder: string, passages: readonly Passage[]): Note[] {
  const path = join(folder, "topics.json");
  const topics = readTopics(shown(path), read(path).toString("utf8"));
  return [...Map.groupBy(passages, ({ city }) => city)].flatMap(([city, own]) => {
    const file = join(folder, city, "notes.jsonl");
    return existsSync(file) ? readNotes(shown(file), read(file).toString("utf8"), own, topics) : [];
  });
}

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
