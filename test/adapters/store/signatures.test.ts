import { expect, test } from "vitest";
import { typeOf } from "../../../adapters/store/signatures.ts";

const OFFICE = "application/vnd.openxmlformats-officedocument.";

test.each([
  ["\xff\xd8\xff\xe0\0\x10JFIF", "image/jpeg"],
  ["\x89PNG\r\n\x1a\n", "image/png"],
  ["GIF87a", "image/gif"],
  ["GIF89a", "image/gif"],
  ["RIFF\x10\n\0\0WEBPVP8 ", "image/webp"],
  ["%PDF-1.7\n", "application/pdf"],
  ["\0\0\0\x18ftypheic\0\0\0\0", "image/heic"],
  ["\0\0\0\x18ftypmif1\0\0\0\0", "image/heif"],
  ["\0\0\0\x18ftypmp42\0\0\0\0", "video/mp4"],
  ["\0\0\0\x18ftypisom\0\0\0\0", "video/mp4"],
  ["\0\0\0\nftypM4A \0\0\0\0", "audio/mp4"],
  ["PK\x03\x04...[Content_Types].xml...word/document.xml...", `${OFFICE}wordprocessingml.document`],
  ["PK\x03\x04...[Content_Types].xml...xl/workbook.xml...", `${OFFICE}spreadsheetml.sheet`],
  ["PK\x03\x04...[Content_Types].xml...ppt/presentation.xml...", `${OFFICE}presentationml.presentation`],
  [
    `PK\x03\x04${"\0".repeat(26)}mimetypeapplication/vnd.oasis.opendocument.textPK\x03\x04`,
    "application/vnd.oasis.opendocument.text",
  ],
  ["PK\x03\x04...photo.jpg...", "application/zip"],
])("%j is known as %s", (content, type) => expect(typeOf(Buffer.from(content, "latin1"))).toBe(type));

test.each([
  ["nothing", ""],
  ["text", "協働とは"],
  ["a web page", "<html><script>alert(1)</script>"],
  ["a drawing that may run scripts", '<svg xmlns="http://www.w3.org/2000/svg">'],
  ["a program", "MZ\x90\0"],
  ["half a signature", "\x89PNG"],
  ["a signature that does not begin the file", " %PDF-1.7"],
  ["sound in a RIFF file", "RIFF\x10\0\0\0WAVEfmt "],
  ["a brand that is not known", "\0\0\0\x18ftypxxxx"],
  ["a brand that is a word of the language", "\0\0\0\x18ftyptoString"],
])("%s is of no known type", (_, content) => {
  expect(typeOf(Buffer.from(content, "latin1"))).toBe("application/octet-stream");
});

test("a view into a larger piece of memory is read as itself", () => {
  const memory = Buffer.from("before%PDF-1.7", "latin1");
  expect(typeOf(new Uint8Array(memory.buffer, memory.byteOffset + 6, 8))).toBe("application/pdf");
});
