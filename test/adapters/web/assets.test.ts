import express from "express";
import { afterAll, beforeAll, expect, test } from "vitest";
import { assets } from "../../../adapters/web/assets.ts";
import { freePort } from "../../fixtures/free-port.ts";

const files = assets();
let origin: string;
let close: () => void;
beforeAll(async () => {
  const port = await freePort();
  const server = express().use(files.router).listen(port, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  origin = `http://127.0.0.1:${port}`;
  close = () => void server.close();
});
afterAll(() => close());

test.each([
  ["stylesheet", files.stylesheet, "text/css"],
  ["stylesheet of the console", files.consoleStylesheet, "text/css"],
  ["stylesheet of the font", files.fonts, "text/css"],
  ["script", files.script, "text/javascript"],
  ["icon", files.icon, "image/svg+xml"],
])("the %s stands under a digest and is kept for good", async (_, path, type) => {
  const response = await fetch(`${origin}${path}`);
  expect(path).toMatch(/^\/assets\/[\da-f]{12}\//u);
  expect(response.status).toBe(200);
  expect(response.headers.get("content-type")).toContain(type);
  expect(response.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
});

test("the console has the looks of the page and its own", async () => {
  const [page, console] = await Promise.all(
    [files.stylesheet, files.consoleStylesheet].map(async (path) => (await fetch(`${origin}${path}`)).text()),
  );
  expect(console!.startsWith(page!)).toBe(true);
  expect(console!.length).toBeGreaterThan(page!.length);
});

test("stylesheets and script together go over the wire in less than 70 kB, with what is told of the font", async () => {
  const sizes = [files.consoleStylesheet, files.fonts, files.script].map(async (path) => {
    const response = await fetch(`${origin}${path}`, { headers: { "Accept-Encoding": "br" } });
    expect(response.headers.get("content-encoding")).toBe("br");
    return Number(response.headers.get("content-length"));
  });
  expect((await Promise.all(sizes)).reduce((sum, size) => sum + size, 0)).toBeLessThan(70_000);
});

test("without the font's, stylesheet and script have less than 120 kB before they are compressed, so that a page has room", async () => {
  const bodies = [files.consoleStylesheet, files.script].map(async (path) => (await fetch(`${origin}${path}`)).text());
  const all = (await Promise.all(bodies)).join("");
  expect(Buffer.byteLength(all)).toBeLessThan(120_000);
  expect(all).not.toContain("@font-face");
});

test("the font is cut: a file holds few characters, and only those that a page needs are fetched", async () => {
  const css = await (await fetch(`${origin}${files.fonts}`)).text();
  const faces = [...css.matchAll(/@font-face \{[^}]*unicode-range: [^}]+\}/gu)];
  expect(faces.length).toBeGreaterThan(200);
  const [, file] = /url\(\.(\/files\/[^)]+\.woff2)\)/u.exec(faces[0]![0])!;
  const font = await fetch(`${origin}${files.fonts.replace("/fonts.css", file!)}`);
  expect(font.status).toBe(200);
  expect((await font.arrayBuffer()).byteLength).toBeLessThan(60_000);
});
