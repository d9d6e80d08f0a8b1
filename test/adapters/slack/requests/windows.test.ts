import { WebAPIPlatformError } from "@slack/web-api";
import { expect, test } from "vitest";
import { faultOf } from "../../../../adapters/slack/requests/windows.ts";

test("a refusal is told by Slack's own word for it, and nothing else that Slack answered is", () => {
  const refusal = new WebAPIPlatformError({
    ...{ ok: false, error: "invalid_auth", needed: "個人の言葉" },
    response_metadata: { messages: ["個人の言葉"] },
  });
  expect(faultOf(refusal)).toEqual({ error: refusal.name, code: String(refusal.code), reason: "invalid_auth" });
});

test.each([
  ["an error of ours by class alone", new RangeError("個人の言葉"), { error: "RangeError" }],
  ["what is no error by its kind", "個人の言葉", { error: "string" }],
  [
    "SQLite's by its fixed words",
    Object.assign(new Error("個人の言葉"), { code: "ERR_SQLITE_ERROR", errstr: "disk I/O error" }),
    { error: "Error", code: "ERR_SQLITE_ERROR", reason: "disk I/O error" },
  ],
])("%s", (_, error, told) => expect(faultOf(error)).toEqual(told));
