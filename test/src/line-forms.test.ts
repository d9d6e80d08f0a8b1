import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { rendered } from "../../adapters/line/render.ts";
import { type Assembly, assemble } from "../../src/assemble.ts";
import type { DeskProfile } from "../../src/handoff/profile.ts";
import { type LineForm, lineForms } from "../../src/line-forms.ts";
import type { CityId } from "../../src/model.ts";
import type { DeskId } from "../../src/records.ts";
import { lineSchema, needLineSchema } from "../fixtures/line-schema.ts";
import { wrongIn } from "../fixtures/line-server/rules.ts";

const ROOT = join(import.meta.dirname, "../..");
const PROFILE: DeskProfile = {
  id: "desk" as DeskId,
  name: "小平市民活動支援センター",
  city: "kodaira" as CityId,
  hours: undefined,
  caseWay: "conversation",
  contact: undefined,
  privacyUrl: "https://desk.example.jp/privacy",
  retentionDays: 90,
  questionRetentionDays: 400,
};

let assembly: Assembly;
let forms: LineForm[];
beforeAll(async () => {
  assembly = await assemble({
    knowledgeDir: join(ROOT, "knowledge"),
    cacheDir: join(ROOT, "node_modules/.cache/madoguchi"),
    warn: () => {},
  });
  forms = lineForms(assembly, PROFILE);
});

const of = (name: string) => forms.filter((form) => form.name.startsWith(name)).flatMap(({ sayings }) => sayings);

test("there is one of each form in each language", () => {
  const languages = forms.map(({ name }) => /（(.+)）$/u.exec(name)?.[1]);
  expect(Object.values(Object.groupBy(languages, (language) => String(language))).map((one) => one?.length)).toEqual([
    9, 9, 9,
  ]);
  expect(new Set(forms.map(({ name }) => name)).size).toBe(27);
});

test("they are what their names say: an answer quotes, a comparison has rows, a choice has buttons, a person a name", () => {
  for (const saying of of("答え（")) {
    expect(saying).toMatchObject({ kind: "bundle", reply: { outcome: "answer" } });
    expect(saying.kind === "bundle" && saying.reply.quotations.length).toBeGreaterThan(0);
  }
  for (const saying of of("市どうしの比較")) {
    expect(saying).toMatchObject({ kind: "bundle", reply: { outcome: "compare" } });
    expect(saying.kind === "bundle" && saying.reply.comparison.length).toBeGreaterThan(1);
  }
  for (const saying of of("市の選択")) {
    expect(saying.kind).toBe("text");
    expect(saying.quick.length).toBeGreaterThan(1);
  }
  for (const saying of of("答えられないとき"))
    expect(saying).toMatchObject({ kind: "bundle", reply: { outcome: "decline" } });
  for (const saying of of("担当の人の返事")) expect(saying.kind === "text" && saying.sender).toMatch(/\S/u);
});

test("where the centre answers by its own ways, the case that is opened says which", () => {
  const contact = "協働の係 042-000-0000";
  const found = lineForms(assembly, { ...PROFILE, caseWay: "contact", contact });
  const opened = found.filter(({ name }) => name.startsWith("相談の受付")).flatMap(({ sayings }) => sayings);
  expect(opened).toHaveLength(3);
  for (const saying of opened) expect(saying.kind === "text" && saying.text).toContain(contact);
});

test("LINE's own description and its further limits accept each of them", (context) => {
  needLineSchema(context);
  const schema = lineSchema("messaging-api");
  const all = forms.flatMap((form) => [form, { ...form, baseUrl: "https://desk.example.jp" }]);
  for (const { name, sayings, baseUrl } of all as readonly (LineForm & { readonly baseUrl?: string })[]) {
    const messages = rendered(sayings, "", baseUrl);
    expect([name, ...schema.faults("ValidateMessageRequest", { messages }), ...wrongIn(messages)]).toEqual([name]);
  }
});
