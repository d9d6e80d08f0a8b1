/**
 * A desk in which every text that a resident or somebody of the staff can send holds markup and scripts, and a browser that
 * reads what became of them.
 */

import { createHash } from "node:crypto";
import type { Page } from "playwright-core";
import { expect } from "vitest";
import { mediaFiles } from "../../adapters/store/media-files.ts";
import type { Account, CaseNumber, MessageId } from "../../src/records.ts";
import type { PageVisitor } from "../fixtures/page-visitor.ts";
import type { Browser } from "../fixtures/signed-in.ts";
import { type AttackedDesk, attackedDesk, NORTH } from "./attacked-desk.ts";

export const BASE = `/console/${NORTH}`;
/** Of a link to the private page of case 1. */
export const TOKEN = "S".repeat(22);

/** At most 60 characters; the name tells where it was written. */
const short = (name: string): string => `"'><xss onclick=hacked=1>${name}</xss>\${hacked}`;
export const long = (name: string): string =>
  [
    `</textarea></title></script><script>hacked='${name}'</script>${short(name)}`,
    `<img src=x onerror="hacked=1"><svg/onload=hacked=1><iframe srcdoc="<script>parent.hacked=1</script>">`,
    `javascript:hacked=1 https://x.example/"onmouseover="hacked=1 http://x.example/'><xss> <a href="javascript:hacked=1">`,
    `" hx-on:load="hacked=1" hx-get="/hacked" data-hx-vals='js:{a:hacked=1}' autofocus onfocus="hacked=1`,
    "&lt;xss&gt; &#60;xss&#62; <!-- ]]> {{hacked=1}} \u2028 \u202e 協働（<xss>）",
  ].join("\n");

export interface WrittenDesk {
  readonly desk: AttackedDesk;
  readonly manager: Browser;
  /** Whose conversation has an answer, a case and what a person wrote. */
  readonly resident: PageVisitor;
  /** Addresses of what was written by itself. */
  readonly notice: string;
  readonly canned: string;
  readonly file: string;
  close(): Promise<void>;
}

export async function writtenDesk(): Promise<WrittenDesk> {
  const desk = await attackedDesk();
  await desk.account({ login: "manager", name: short("manager"), roles: { [NORTH]: "manager" } as Account["roles"] });
  const manager = await desk.as("manager");
  const notice = await settled(desk, manager);
  await desk.looked();
  const resident = await desk.resident();
  await resident.says(long("question"));
  await resident.says("職員と話したい");
  await resident.says(long("in the case"));
  await taken(manager.post(`${BASE}/cases/1/take`));
  await taken(manager.post(`${BASE}/cases/1/note`, { text: long("note") }));
  await taken(manager.post(`${BASE}/cases/1/reply`, { do: "send", text: long("answer") }));
  const file = await sentAlong(desk);
  await resident.opens();
  const [text] = await desk.within((records) => records.canned.list());
  return {
    ...{ desk, manager, resident, notice },
    canned: `${BASE}/canned/${text!.id}`,
    file: `${BASE}/cases/1/media/${file}`,
    close: () => desk.close(),
  };
}

/** What the staff write before anybody asks. @returns the address of the notice */
async function settled(desk: AttackedDesk, { post }: Browser): Promise<string> {
  for (const key of ["greeting", "outOfHours", "contact", "contact:kodaira"])
    await taken(post(`${BASE}/settings`, { key, value: long(key).slice(0, 400) }));
  await taken(post(`${BASE}/settings`, { key: "name", value: short("name") }));
  const canned = { id: crypto.randomUUID(), version: "0", title: short("canned"), text: long("canned") };
  await taken(post(`${BASE}/canned`, canned));
  const written = { words: `${short("w").slice(0, 38)}、募集`, text: long("notice").slice(0, 480), city: "" };
  const { location } = await taken(post(`${BASE}/notices`, { ...written, from: "2020-01-01", until: "2099-01-01" }));
  const notice = new URL(location!, desk.origin).pathname;
  await taken((await desk.as("counsellor")).post(`${notice}/approve`, { version: "1" }));
  const person = { login: "named", name: short("person"), role: "counsellor", way: "password" };
  await taken(post(`${BASE}/people`, person), 200);
  return notice;
}

/** A file with a name of the sender's own, and a link to the private page. @returns the file's id */
async function sentAlong({ dataDir, within }: AttackedDesk): Promise<string> {
  const kept = await mediaFiles(dataDir).keep(Buffer.from("<script>hacked=1</script><svg onload=hacked=1>"));
  const now = Date.now();
  const number = 1 as CaseNumber;
  await within(async ({ cases, media, messages, links }) => {
    const { conversation } = (await cases.get(number))!;
    await media.add({ ...kept, conversation, bytes: 40, name: `${short("file")}\r\nX: y.svg`, at: now });
    await messages.add({
      ...{ id: crypto.randomUUID() as MessageId, conversation, author: "resident", text: "", media: kept.id, at: now },
      ...{ staff: undefined, channelMessage: undefined, outcome: undefined, city: undefined, sections: [] },
      ...{ isPrivate: false, isUnsent: false },
    });
    const hash = createHash("sha256").update(TOKEN).digest("hex");
    const times = { createdAt: now, expiresAt: now + 600_000 };
    await links.add({ hash, conversation, number, ...times, browser: undefined, revokedAt: undefined });
  });
  return kept.id;
}

async function taken(answer: ReturnType<Browser["post"]>, status = 303) {
  const got = await answer;
  expect([got.status, got.status === status ? "" : got.text]).toEqual([status, ""]);
  return got;
}

/** What became of a page in the browser's own parser: its words, and what must not be there. */
export const parsed = (page: Page, html: string): Promise<{ faults: string[]; words: string }> =>
  page.evaluate((markup) => {
    const read = new DOMParser().parseFromString(markup, "text/html");
    const faults: string[] = [];
    for (const element of read.querySelectorAll("*")) {
      const { tagName, attributes } = element;
      const isOurScript = element.getAttribute("src")?.startsWith("/assets/") && element.textContent === "";
      if (["XSS", "IFRAME", "OBJECT", "EMBED"].includes(tagName)) faults.push(tagName);
      if (tagName === "SCRIPT" && !isOurScript) faults.push(element.outerHTML);
      for (const { name, value } of attributes) {
        if (/^on|hx-on|hx-vals|^style$|srcdoc/u.test(name)) faults.push(`${tagName} ${name}`);
        if (/^(?:href|src|action|formaction)$/u.test(name) && !/^(?:[/#?]|https?:\/\/)/u.test(value))
          faults.push(`${name}=${value}`);
        if (name.startsWith("hx-") && /hacked|xss/u.test(value)) faults.push(`${name}=${value}`);
      }
    }
    const fields = [...read.querySelectorAll("input,textarea,option")].map(
      (one) => `${one.getAttribute("value")} ${one.textContent}`,
    );
    return { faults, words: `${read.title} ${read.body.textContent} ${fields.join(" ")}` };
  }, html);
