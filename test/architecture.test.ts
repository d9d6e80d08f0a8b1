/**
 * Holds who may import whom: each rule is data with its reason, and a part without a rule is a breach.
 */

import { globSync, readFileSync } from "node:fs";
import { join, posix } from "node:path";
import { expect, test } from "vitest";

/** What each part may import of ours besides itself, and why no more. Each folder in `adapters/` is a part. */
const RULES: Readonly<Record<string, { readonly may: string; readonly why: string }>> = {
  model: { may: "", why: "the shared nouns stand on nothing, so that all may stand on them" },
  errors: { may: "", why: "an error must be at hand wherever something fails" },
  records: { may: "model", why: "what is kept is told in nouns that outlive a version of the program" },
  ports: { may: "model records", why: "what we need of the world is told in our own nouns" },
  config: { may: "model errors", why: "settings are read before anything is built" },
  text: { may: "model errors", why: "letters and words are the same in any guideline" },
  knowledge: { may: "model errors text", why: "what a city says does not depend on what is asked" },
  retrieval: { may: "model errors text knowledge", why: "a ranking knows passages, not conversations" },
  dialogue: { may: "model errors text knowledge retrieval", why: "a decision is made before it is worded" },
  reply: { may: "model ports", why: "wording sees an outcome, never how it came about" },
  desk: {
    may: "model errors ports config text knowledge retrieval dialogue reply",
    why: "the desk puts the parts in sequence and knows no channel",
  },
  texts: {
    may: "model ports text knowledge retrieval",
    why: "a text is read and searched as it is, whatever the desk answers",
  },
  eval: {
    may: "model errors ports text knowledge retrieval dialogue desk",
    why: "what is measured is the product itself, and what is learned is how its dialogue weighs",
  },
  handoff: {
    may: "model records errors ports reply",
    why: "the rules of a case hold whatever shows, stores or sends it",
  },
  conversation: {
    may: "model records errors ports text dialogue handoff reply",
    why: "a conversation asks the desk through its port and knows no channel",
  },
  staff: {
    may: "model records errors ports text dialogue handoff conversation reply",
    why: "the people behind a desk act by its rules, whatever channel they sit in",
  },
  console: {
    may: "model records errors ports text knowledge handoff conversation staff reply",
    why: "the console shows and does what staff may, by the desk's own rules and records",
  },
  talk: {
    may: "model records errors ports handoff",
    why: "what stands in a conversation is read as it is, whatever lays it out",
  },
  private: {
    may: "model records errors ports dialogue handoff conversation reply",
    why: "a private page is a case's own: what is said there follows the rules of cases and no channel",
  },
  delivery: {
    may: "model records errors ports conversation staff handoff reply",
    why: "what comes in and goes out is carried the same way whatever it says",
  },
  terminal: {
    may: "model records errors ports config desks handoff staff console talk knowledge reply adapters/store adapters/holidays adapters/world",
    why: "people work a desk by its own rules and records, not beside them",
  },
  "slack-setting": { may: "records errors config", why: "a desk's Slack is settings, read before anything is opened" },
  desks: {
    may: "model records errors config handoff slack-setting",
    why: "a desk is settings, read before anything is opened",
  },
  "adapters/http": { may: "model errors ports", why: "the server carries whatever routes it is given" },
  "adapters/line": { may: "model records errors ports", why: "a channel holds no opinion and knows no other channel" },
  "adapters/slack": { may: "model records errors ports", why: "a channel holds no opinion and knows no other channel" },
  "adapters/oidc": { may: "ports", why: "a provider vouches for people, and knows no desk" },
  "adapters/store": { may: "model records errors ports", why: "rows are kept alike, whatever is decided about them" },
  "adapters/web": { may: "model records errors ports", why: "a channel holds no opinion and knows no other channel" },
  "adapters/world": { may: "ports", why: "a clock knows the time and nothing else" },
  "adapters/holidays": { may: "model records errors ports", why: "a calendar knows days, not who opens on them" },
};
/** Composition roots put the parts together, so they import what they like: to serve, to ask, to measure and to learn. */
const ROOTS = [
  "src/main.ts",
  "src/serve.ts",
  "src/open-desk.ts",
  "src/open-desks.ts",
  "src/open-slack.ts",
  "src/open-console.ts",
  "src/line-setup.ts",
  "src/line-forms.ts",
  "src/slack-check.ts",
  "src/cli.ts",
  "src/measure.ts",
  "src/assemble.ts",
];

/** Where a package comes in, so that exchanging it means exchanging a file; plain functions come in anywhere. */
const DOORS: Readonly<Record<string, readonly string[]>> = {
  "node:path": ["src/", "adapters/"],
  "node:util": ["src/", "adapters/"],
  // Knowledge, question sets and what is kept of either are read at four places, and learned.json is written at one.
  "node:fs": [
    "src/knowledge/load.ts",
    "src/text/dictionary-cache.ts",
    "src/text/kept.ts",
    "src/eval/files.ts",
    "src/measure.ts",
    "src/desks.ts",
    "src/terminal/",
    "adapters/",
  ],
  "node:os": ["src/terminal.ts"],
  "node:stream": ["src/terminal.ts", "src/terminal/secret.ts", "adapters/"],
  "node:tty": ["src/terminal/secret.ts"],
  // Checksums: of the texts as they are read, and of what a kept file was made of.
  "node:crypto": ["src/knowledge/load.ts", "src/text/kept.ts", "adapters/"],
  // How much of its time the processor works for us.
  "node:perf_hooks": ["adapters/world/"],
  // Plain data as bytes and back, a checksum behind it.
  "node:v8": ["src/text/kept.ts"],
  "node:zlib": ["src/text/dictionary-cache.ts", "src/text/kept.ts", "adapters/"],
  "node:module": ["src/text/morphology.ts", "adapters/"],
  "node:http": ["adapters/http/"],
  // The database client asks for its connection to be made.
  "node:net": ["adapters/store/"],
  "node:readline": ["src/cli.ts"],
  kuromoji: ["src/text/morphology.ts"],
  "fuse.js": ["src/retrieval/fuzzy.ts"],
  // Where files and settings that people may edit come in as unknown data.
  zod: [
    "src/config.ts",
    "src/desks.ts",
    "src/slack-setting.ts",
    "src/knowledge/city-file.ts",
    "src/knowledge/learned.ts",
    "src/knowledge/notes.ts",
  ],
  "@holiday-jp/holiday_jp": ["adapters/holidays/"],
  "@line/bot-sdk": ["adapters/line/"],
  "@slack/bolt": ["adapters/slack/"],
  "@slack/types": ["adapters/slack/"],
  "@slack/web-api": ["adapters/slack/"],
  express: ["adapters/", "src/open-console.ts"],
  helmet: ["adapters/http/"],
  "rate-limiter-flexible": ["adapters/web/"],
  "openid-client": ["adapters/oidc/"],
  "node:sqlite": ["adapters/store/"],
  kysely: ["adapters/store/"],
  pg: ["adapters/store/"],
  pino: ["src/main.ts", "src/cli.ts"],
};

/** Clock, chance, environment and console: a part that reaches for them cannot be tested by its inputs alone. */
const WORLD = /\b(?:Date\.now|performance\.now|Math\.random|process\.env)\b|\bnew Date\(\s*\)|\bconsole\.(?!ts\b)/gu;
const WORLDLY = [
  "src/main.ts",
  "src/terminal.ts",
  "src/line-setup.ts",
  "src/slack-check.ts",
  "src/cli.ts",
  "src/measure.ts",
  "src/config.ts",
  "adapters/",
];

/** The word itself may stand in quotes too: `"from" | "until"` imports nothing. */
const IMPORT = /(?:(?<!["'-])\bfrom|\bimport|\brequire|\bimport\s*\(|\brequire\s*\()\s*["']([^"']+)["']/gu;
const COMMENT = /\/\*.*?\*\/|(?<!["':])\/\/[^\n]*/gsu;

const isIn = (path: string, places: readonly string[]) =>
  places.some((place) => path === place || (place.endsWith("/") && path.startsWith(place)));

/** `src/text/normalize.ts` → `text`, `src/desk.ts` → `desk`, `adapters/web/render.ts` → `adapters/web`. */
function partOf(path: string): string {
  const [top, second = ""] = path.split("/");
  return top === "adapters" ? `adapters/${second}` : second.replace(/\.ts$/u, "");
}

/** Each breach of a file as a sentence. */
function breaches(path: string, text: string): string[] {
  const code = text.replace(COMMENT, "");
  const part = partOf(path);
  const rule = RULES[part];
  if (rule === undefined && !ROOTS.includes(path)) return [`${path}: no rule says what ${part} may import`];
  const imports = [...code.matchAll(IMPORT)].map(([, specifier = ""]) => {
    if (specifier.startsWith(".")) {
      const other = partOf(posix.join(posix.dirname(path), specifier));
      if (rule === undefined || other === part || rule.may.split(" ").includes(other)) return "";
      return `${path}: ${part} may not import ${other}, for ${rule.why}`;
    }
    const name = /^(?:@[^/]+\/)?[^/]+/u.exec(specifier)?.[0] ?? specifier;
    return isIn(path, DOORS[name] ?? []) ? "" : `${path}: no door for ${name}`;
  });
  const world = isIn(path, WORLDLY)
    ? []
    : [...code.matchAll(WORLD)].map(([word]) => `${path}: ${word} is for the edge`);
  return [...imports, ...world].filter((breach) => breach !== "");
}

const ROOT = join(import.meta.dirname, "..");
const files = globSync("{src,adapters}/**/*.ts", { cwd: ROOT }).map((path) => path.replaceAll("\\", "/"));

test("each file keeps to the rules", () => {
  expect(files.flatMap((path) => breaches(path, readFileSync(join(ROOT, path), "utf8")))).toEqual([]);
});

test("each rule is about files that there are", () => {
  expect(Object.keys(RULES).filter((part) => !files.some((path) => partOf(path) === part))).toEqual([]);
  const doors = [...Object.values(DOORS).flat(), ...ROOTS];
  expect(doors.filter((door) => !files.some((path) => isIn(path, [door])))).toEqual([]);
});

test.each([
  ["src/text/a.ts", 'import { b } from "../desk.ts";', `text may not import desk, for ${RULES.text?.why}`],
  [
    "src/model.ts",
    'import type { Desk } from "./ports/desk.ts";',
    `model may not import ports, for ${RULES.model?.why}`,
  ],
  ["adapters/fax/a.ts", 'import "node:path";', "no rule says what adapters/fax may import"],
  ["src/desk.ts", 'import("../adapters/web/a.ts")', `desk may not import adapters/web, for ${RULES.desk?.why}`],
  [
    "adapters/http/b.ts",
    'export * from "../web/c.ts";',
    `adapters/http may not import adapters/web, for ${RULES["adapters/http"]?.why}`,
  ],
  ["src/gossip/a.ts", "", "no rule says what gossip may import"],
  ["src/utils.ts", "", "no rule says what utils may import"],
  ["src/retrieval/a.ts", 'import { readFile } from "node:fs/promises";', "no door for node:fs"],
  [
    "src/retrieval/b.ts",
    'import { shares } from "../dialogue/judge.ts";',
    `retrieval may not import dialogue, for ${RULES.retrieval?.why}`,
  ],
  ["src/desk.ts", 'require("@made/up/deep.js")', "no door for @made/up"],
  ["src/dialogue/a.ts", "new Date()", "new Date() is for the edge"],
  ["src/reply/a.ts", "console.log(1)", "console. is for the edge"],
])("%s with 「%s」 is a breach: %s", (path, text, breach) => {
  expect(breaches(path, text)).toEqual([`${path}: ${breach}`]);
});

test("what a comment merely speaks of is no breach", () => {
  expect(breaches("src/text/a.ts", '/** Never `Date.now`. */\n// import "../desk.ts"\nconst a = 1;')).toEqual([]);
});
