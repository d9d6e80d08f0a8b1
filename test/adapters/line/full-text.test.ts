import type { messagingApi } from "@line/bot-sdk";
import { describe, expect, test } from "vitest";
import { openInFull, withAddresses } from "../../../adapters/line/full-text.ts";
import { graphemes, LABEL_GRAPHEMES, URI_UNITS } from "../../../adapters/line/limits.ts";
import { rendered } from "../../../adapters/line/render.ts";
import type { ComparisonRow, PassageId, Quotation } from "../../../src/model.ts";
import type { BundleReply, Saying } from "../../../src/records.ts";
import { breaches, bubbles, bundle, flexTexts, objects, QUOTED, REPLY, WORDS } from "./messages.ts";

const BASE = "https://desk.example.jp";
const IN_FULL = "全文で読む";
const LINKED = { ...WORDS, inFull: IN_FULL };
const at = (id: string, source = QUOTED.source): Quotation => ({ ...QUOTED, passage: id as PassageId, source });
const opened = (value: unknown) =>
  objects(value)
    .filter(({ type }) => type === "uri")
    .map(({ uri }) => uri);
const open = (inFull: string, baseUrl: string) =>
  openInFull(QUOTED.passage, { words: { ...WORDS, inFull }, language: "ja", baseUrl });
const heard = (messages: readonly messagingApi.Message[]) =>
  messages.flatMap((message) => (message.type === "flex" ? message.altText : []));

describe("with an address of the desk", () => {
  test("source and words under it open the passage in the full text, in one box to be pressed", () => {
    const messages = rendered([bundle(REPLY, { words: LINKED })], "", BASE);
    const [only] = bubbles(messages);
    const box = objects(only?.body).find(({ action }) => action !== undefined);
    expect(box?.action).toEqual({ type: "uri", label: IN_FULL, uri: `${BASE}/texts/kodaira#p1` });
    expect(flexTexts(box)).toEqual([`出典：${QUOTED.source}`, IN_FULL]);
    expect(flexTexts(only?.body).slice(-3)).toEqual([`出典：${QUOTED.source}`, IN_FULL, QUOTED.dated]);
    expect(breaches(messages)).toEqual([]);
  });

  test("each quotation of an answer, a comparison and what came near opens its own passage", () => {
    const row = (id: string): ComparisonRow => ({
      city: QUOTED.city,
      cityName: "小平市",
      lead: "できます。",
      isSilent: false,
      quotations: [at(id)],
    });
    const reply: BundleReply = {
      ...REPLY,
      quotations: [at("kodaira-1"), at("kodaira-2")],
      comparison: [row("hino-3"), row("fuchu-4")],
      further: { title: "近い部分", quotations: [at("inagi-city-5")] },
    };
    const messages = rendered([bundle(reply, { words: LINKED })], "", BASE);
    expect(opened(messages)).toEqual(
      ["kodaira#p1", "kodaira#p2", "hino#p3", "fuchu#p4", "inagi-city#p5"].map((end) => `${BASE}/texts/${end}`),
    );
    expect(breaches(messages)).toEqual([]);
  });

  test.each(["ja-easy", "en"] as const)(
    "an answer in %s opens the page in it, and its text has that address",
    (language) => {
      const uri = `${BASE}/texts/kodaira?language=${language}#p1`;
      const reply: BundleReply = { ...REPLY, language, text: `Source: ${QUOTED.source}` };
      expect(opened(rendered([bundle(reply, { words: LINKED })], "", BASE))).toEqual([uri]);
      expect(withAddresses(reply, BASE)).toBe(`${reply.text}\n${uri}`);
    },
  );

  test("a row of an earlier version, without the words, is shown as it was", () => {
    const old = [bundle(REPLY)];
    expect(rendered(old, "", BASE)).toEqual(rendered(old, ""));
    const blank = [bundle(REPLY, { words: { ...WORDS, inFull: " " } })];
    expect(rendered(blank, "", BASE)).toEqual(rendered(old, ""));
  });

  test("words to be pressed are not told to those who hear a message", () => {
    const messages = rendered([bundle({ ...REPLY, lead: "", text: "" }, { words: LINKED })], "", BASE);
    expect(heard(messages)[0]).toContain(QUOTED.source);
    expect(heard(messages)[0]).not.toContain(IN_FULL);
  });

  test("what becomes plain text has the address in a line of its own behind the source", () => {
    const text = `見出し。\n\n｜協働をすることができる。\n出典：${QUOTED.source}\n${QUOTED.dated}`;
    const sayings = Array.from({ length: 6 }, (): Saying => bundle({ ...REPLY, text }, { words: LINKED }));
    const last = rendered(sayings, "", BASE).at(-1);
    const withAddress = text.replace(QUOTED.source, `${QUOTED.source}\n${BASE}/texts/kodaira#p1`);
    expect(last).toMatchObject({ type: "text", text: `${withAddress}\n\n${withAddress}` });
  });

  test("a host in letters of its own is addressed as networks know it", () => {
    expect(open(IN_FULL, "https://窓口.example.jp")?.uri).toBe("https://xn--6or331g.example.jp/texts/kodaira#p1");
  });

  test("what is no address, such as a port of letters, is left out rather than that nothing is said", () => {
    expect(rendered([bundle(REPLY, { words: LINKED })], "", "https://desk:abc")).toEqual(rendered([bundle(REPLY)], ""));
  });

  test("words too long for a label are cut, and an address that LINE does not take opens nothing", () => {
    const { label = "" } = open("全文".repeat(30), BASE) ?? {};
    expect(graphemes(label)).toHaveLength(LABEL_GRAPHEMES);
    const ending = "/texts/kodaira#p1".length;
    const host = (units: number) => `https://${"a".repeat(units - "https://".length - ending)}`;
    expect(open(IN_FULL, host(URI_UNITS))?.uri).toHaveLength(URI_UNITS);
    expect(open(IN_FULL, host(URI_UNITS + 1))).toBeUndefined();
    expect(withAddresses({ ...REPLY, text: `出典：${QUOTED.source}` }, host(URI_UNITS + 1))).toBe(
      `出典：${QUOTED.source}`,
    );
  });
});

test("without an address of the desk nothing leads anywhere, whether a row has the words or not", () => {
  const further = { title: "近い部分", quotations: [QUOTED] };
  const sayings = (words: typeof WORDS) => Array.from({ length: 6 }, () => bundle({ ...REPLY, further }, { words }));
  expect(rendered(sayings(LINKED), "")).toEqual(rendered(sayings(WORDS), ""));
  expect(opened(rendered(sayings(LINKED), ""))).toEqual([]);
});

describe("addresses in a text", () => {
  const two = [at("kodaira-1", "指針 1"), at("kodaira-2", "指針 1")];
  const lines = (...text: string[]) => withAddresses({ ...REPLY, quotations: two, text: text.join("\n") }, BASE);

  test("two passages of one section are told apart by their order", () => {
    expect(lines("｜一", "出典：指針 1", "", "｜二", "出典：指針 1")).toBe(
      `｜一\n出典：指針 1\n${BASE}/texts/kodaira#p1\n\n｜二\n出典：指針 1\n${BASE}/texts/kodaira#p2`,
    );
  });

  test("a quoted line that reads like a source is none", () => {
    expect(lines("｜出典：指針 1", "Source: 指針 1")).toBe(`｜出典：指針 1\nSource: 指針 1\n${BASE}/texts/kodaira#p1`);
  });

  test("a text without the sources stays as it is", () => {
    expect(lines("こんにちは。")).toBe("こんにちは。");
    expect(withAddresses({ ...REPLY, quotations: [at("kodaira-1", "")], text: "出典：" }, BASE)).toBe("出典：");
  });
});
