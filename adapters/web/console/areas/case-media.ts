/**
 * A file that a resident sent, as a browser gets it: it is shown only where it can be nothing but a picture.
 */

import type { Media } from "../../../../src/records.ts";

/** Pictures that browsers show and that hold no program; told by their first bytes, see `MediaFiles`. */
const INLINE: readonly string[] = ["image/jpeg", "image/png", "image/gif", "image/webp"];

export const isInline = (type: string): boolean => INLINE.includes(type);

/** Whatever it is, nothing of it runs, nobody keeps a copy on the way, and it is what it was told to be. */
export function mediaHeaders({ type, name }: Pick<Media, "type" | "name">): Readonly<Record<string, string>> {
  const isShown = isInline(type);
  return {
    "Content-Type": isShown ? type : "application/octet-stream",
    "Content-Disposition": isShown ? "inline" : `attachment; filename="file"; filename*=UTF-8''${encoded(name)}`,
    "Content-Security-Policy": "default-src 'none'; sandbox; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
    "Cross-Origin-Resource-Policy": "same-origin",
  };
}

/** Signs that a folder could take for something else are left out. Source: RFC 8187, 3.2.1. */
function encoded(name: string): string {
  const safe = name.toWellFormed().replace(/[\p{C}/\\:*?"<>|]/gu, "_");
  return encodeURIComponent(safe === "" ? "file" : safe).replace(
    /['()*!]/gu,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
