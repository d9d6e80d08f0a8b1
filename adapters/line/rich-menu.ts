/**
 * The menu under the talk as LINE wants it: six fields, each a press that the desk knows, and the picture of them.
 *
 * LINE's menus cannot be changed, only replaced. So the name holds a digest of the definition and the picture: a menu
 * on the account that bears this very name is this very menu, and one that bears another digest is an older one of ours.
 */

import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { messagingApi } from "@line/bot-sdk";
import type { Press } from "../../src/records.ts";
import { encoded } from "./press.ts";

/** Pixels of the picture; the fields are cut out of it. */
export const MENU_WIDTH = 2_500;
export const MENU_HEIGHT = 1_686;
const COLUMNS = 3;
const ROWS = 2;

/** In reading order. */
export const FIELDS = ["ask", "city", "about", "propose", "person", "language"] as const;
type Field = (typeof FIELDS)[number];

/** What this needs of the menu's words. */
export interface MenuWords {
  /** At most 14 characters. */
  readonly bar: string;
  /** `label`: read aloud in place of the picture. `says`: words in the resident's name, for a field that says some. */
  readonly fields: Readonly<Record<Field, { readonly label: string; readonly says?: string }>>;
}

export interface RichMenu {
  readonly definition: messagingApi.RichMenuRequest & { readonly name: string };
  /** A PNG. */
  readonly image: Uint8Array<ArrayBuffer>;
}

/** The menu with these words; its picture is drawn by `test/browser/rich-menu.ts` and lies beside this file. */
export function richMenu({ bar, fields }: MenuWords, image: Uint8Array<ArrayBuffer> = picture()): RichMenu {
  const bare = {
    size: { width: MENU_WIDTH, height: MENU_HEIGHT },
    selected: true,
    chatBarText: bar,
    areas: FIELDS.map((field, at) => ({ bounds: bounds(at), action: action(field, fields[field]) })),
  };
  const digest = createHash("sha256").update(JSON.stringify(bare)).update(image).digest("hex");
  return { definition: { ...bare, name: `madoguchi ${digest.slice(0, 12)}` }, image };
}

/** The menu is one of the desk's, of this version or another. */
export const isOurMenu = (name: string | undefined): boolean => /^madoguchi [0-9a-f]{12}$/u.test(name ?? "");

function picture(): Uint8Array<ArrayBuffer> {
  return new Uint8Array(readFileSync(join(import.meta.dirname, "rich-menu.png")));
}

/** Edges are rounded once, so that neighbours share them. */
function bounds(at: number): messagingApi.RichMenuBounds {
  const [column, row] = [at % COLUMNS, Math.floor(at / COLUMNS)];
  const [x, right] = [column, column + 1].map((edge) => Math.round((edge * MENU_WIDTH) / COLUMNS)) as [number, number];
  const [y, bottom] = [row, row + 1].map((edge) => Math.round((edge * MENU_HEIGHT) / ROWS)) as [number, number];
  return { x, y, width: right - x, height: bottom - y };
}

function action(field: Field, { label, says }: MenuWords["fields"][Field]): messagingApi.PostbackAction {
  return {
    type: "postback",
    label,
    data: encoded(press(field, says ?? label)),
    displayText: says ?? label,
    // Whoever wants to ask is to write next.
    ...(field === "ask" && { inputOption: "openKeyboard" }),
  };
}

function press(field: Field, words: string): Press {
  switch (field) {
    case "ask":
      return { act: "ask-desk" };
    case "about":
    case "propose":
      return { act: "say", text: words };
    case "city":
      return { act: "choose-city" };
    case "person":
      return { act: "open-case" };
    case "language":
      return { act: "choose-language" };
    default:
      return field satisfies never;
  }
}
