import { describe, expect, test } from "vitest";
import { blocks, read, SAID, tree } from "../../fixtures/outlined.ts";

describe("a heading broken over lines is one", () => {
  test("where a bracket was left open", () => {
    const file = `(4) 市民活動団体と行政による促進（市民活動団体と\n\n市で進めていくこと）\n\n${SAID}\n`;
    expect(tree(read(file))).toEqual(["(4) 市民活動団体と行政による促進（市民活動団体と市で進めていくこと）"]);
  });
  test("where the number stands alone", () => {
    expect(tree(read(`第１章\n協働の背景\n\n${SAID}\n`))).toEqual(["第１章 協働の背景"]);
  });
  test("where it fills the line of a wrapped text", () => {
    const file = `
市と市民は、対等の立場で話し合い、役割と責任を分かち合う。
（２）ＮＰＯと市民と企業と行政とがともに進めていく新しい
協働の形態
市と市民は、対等の立場で話し合い、役割と責任を分かち合い、
その経過と結果を広く公開します。
`;
    expect(tree(read(file))).toEqual(["（２） ＮＰＯと市民と企業と行政とがともに進めていく新しい協働の形態"]);
  });
});

describe("plain text without a blank line", () => {
  test("with a paragraph a line is told apart by its numbers", () => {
    const file = `
架空市協働指針
令和２年４月
１ 目的
この指針は、市と市民が力を合わせてまちづくりを進めるための考え方を示します。
２ 協働の原則
（１）対等
市と市民は対等です。
（２）公開
次のものを公開します。
・会議録
・予算書
`;
    expect(tree(read(file))).toEqual(["１ 目的", "２ 協働の原則", "  （１） 対等", "  （２） 公開"]);
    expect(blocks(file)).toEqual([
      "line: 令和２年４月",
      "paragraph: この指針は、市と市民が力を合わせてまちづくりを進めるための考え方を示します。",
      "paragraph: 市と市民は対等です。",
      "paragraph: 次のものを公開します。",
      "item: ・会議録",
      "item: ・予算書",
    ]);
  });
  test("wrapped at a width is put together again", () => {
    const file = `
１．目的
この指針は、市と市民とが互いの立場を認め合い、まちの
課題をともに解きほぐしていくために、協働の考え方と進
め方を定めるものです。
（１）協働の原則
市と市民は、対等の立場で話し合い、役割と責任を分かち
合い、その経過と結果を広く公開します。
２．見直し
この指針は、三年ごとに市民とともに見直し、必要な改定
を行います。
`;
    expect(tree(read(file))).toEqual(["１ 目的", "  （１） 協働の原則", "２ 見直し"]);
    expect(blocks(file)).toEqual([
      "paragraph: この指針は、市と市民とが互いの立場を認め合い、まちの|課題をともに解きほぐしていくために、協働の考え方と進|め方を定めるものです。",
      "paragraph: 市と市民は、対等の立場で話し合い、役割と責任を分かち|合い、その経過と結果を広く公開します。",
      "paragraph: この指針は、三年ごとに市民とともに見直し、必要な改定|を行います。",
    ]);
  });
  test("is not joined over more blank lines than usual", () => {
    const file = `
この指針は、市と市民とが互いの立場を認め合い、まちの
課題をともに解きほぐしていくために考え方を定めるもの

まちの課題をともに解きほぐすための相談の窓口は協働課
です。
`;
    expect(blocks(file)).toHaveLength(2);
  });
  test("is joined over the turn of a page", () => {
    const file = `
この指針は、市と市民とが互いの立場を認め合い、まちの
課題をともに解きほぐしていくために考え方を定めるもの

- 3 -

\fとして、協働の進め方とその見直しの仕方とを示していき
ます。
`;
    expect(blocks(file)).toHaveLength(1);
  });
  test("of short lines only is no wrapped text", () => {
    expect(blocks("３　相談\n\n・予約はいりません\n\n４　担当\n\n協働課です。\n\n二階です。\n")).toEqual([
      "item: ・予約はいりません",
      "paragraph: 協働課です。",
      "paragraph: 二階です。",
    ]);
  });
});
