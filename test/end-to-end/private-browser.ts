/**
 * A browser that opens private pages: it keeps cookies, follows no redirect by itself, and sends what stands in a form.
 */

import type { LineDesk } from "./line-desk.ts";
import type { Resident } from "./resident.ts";

/** The desk's address as residents read it, whatever it listens on. */
export const SITE = "https://desk.example.jp";

export interface Got {
  readonly status: number;
  readonly html: string;
  readonly headers: Headers;
}

export interface PrivateBrowser {
  get(path: string): Promise<Got>;
  /** Sends fields as a form does. */
  post(path: string, fields: Readonly<Record<string, string>>): Promise<Got>;
  /** Sends the form of the page that was got last, with these fields filled in. @param action - which of its forms */
  send(action: string, fields?: Readonly<Record<string, string>>): Promise<Got>;
  /** Presses the button behind a link. @returns the page that it leads to */
  open(path: string): Promise<Got>;
  /** The page as it stands now. */
  page(): Promise<Got>;
  readonly cookies: ReadonlyMap<string, string>;
}

export const PAGE = "/private";

export function privateBrowser(desk: Pick<LineDesk, "origin">): PrivateBrowser {
  const cookies = new Map<string, string>();
  let last = "";
  async function ask(path: string, init: RequestInit = {}): Promise<Got> {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const response = await fetch(`${desk.origin}${path}`, { ...init, redirect: "manual", headers: { cookie } });
    for (const set of response.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/u.exec(set) ?? [];
      if (value === "" || /expires=Thu, 01 Jan 1970/iu.test(set)) cookies.delete(name);
      else cookies.set(name, value);
    }
    last = await response.text();
    return { status: response.status, html: last, headers: response.headers };
  }
  const post = (path: string, fields: Readonly<Record<string, string>>) =>
    ask(path, { method: "POST", body: new URLSearchParams(fields) });
  const send: PrivateBrowser["send"] = (action, fields = {}) =>
    post(action, { ...hiddenFields(last, action), ...fields });
  return {
    ...{ cookies, post, send },
    get: ask,
    page: () => ask(PAGE),
    async open(path) {
      await ask(path);
      const opened = await send(path);
      return opened.status === 303 ? ask(PAGE) : opened;
    },
  };
}

/** What the form of this action brings without being asked. */
function hiddenFields(html: string, action: string): Record<string, string> {
  const form = html.split("<form").find((part) => part.includes(`action="${action}"`)) ?? "";
  const inputs = form.split("</form>")[0]!.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)">/gu);
  return Object.fromEntries([...inputs].map(([, name, value]) => [name, value]));
}

/** What LINE's messages carry, whole. */
export const arrived = (resident: Resident): string =>
  JSON.stringify(resident.arrivals().map(({ message }) => message));

/** The path of the latest link that arrived in LINE. */
export function latestLink(resident: Resident): string {
  const links = arrived(resident).match(/\/private\/[\w-]{22}/gu) ?? [];
  const latest = links.at(-1);
  if (latest === undefined) throw new Error("no link arrived in LINE");
  return latest;
}
