import { describe, expect, test } from "vitest";
import { config } from "../../src/config.ts";
import { DeskError } from "../../src/errors.ts";

const DEFAULTS = {
  host: "127.0.0.1",
  port: 3000,
  knowledgeDir: "knowledge",
  cacheDir: "node_modules/.cache/madoguchi",
  trustProxy: 0,
  logLevel: "info",
};

/** What is thrown for these settings. */
function fault(environment: Record<string, string>): DeskError {
  try {
    config(environment);
  } catch (error) {
    if (error instanceof DeskError) return error;
  }
  throw new Error("these settings were taken");
}

test("an empty environment is enough", () => expect(config({})).toEqual(DEFAULTS));
test("an empty or blank value counts as unset", () => {
  expect(config({ HOST: "", PORT: " ", KNOWLEDGE_DIR: "", TRUST_PROXY: "", LOG_LEVEL: "" })).toEqual(DEFAULTS);
});
test("what is no setting of ours is passed over", () => {
  expect(config({ PATH: "/bin", port: "1", UNSET: undefined })).toEqual(DEFAULTS);
});
test("what is set is taken, numbers as numbers", () => {
  const environment = {
    HOST: "0.0.0.0",
    PORT: "0",
    KNOWLEDGE_DIR: "/srv/knowledge",
    CACHE_DIR: "/tmp/cache",
    TRUST_PROXY: "2",
    LOG_LEVEL: "silent",
    DESK_CONTACT: " 協働の係 042-000-0000 ",
  };
  expect(config(environment)).toEqual({
    host: "0.0.0.0",
    port: 0,
    knowledgeDir: "/srv/knowledge",
    cacheDir: "/tmp/cache",
    trustProxy: 2,
    contact: "協働の係 042-000-0000",
    logLevel: "silent",
  });
});

describe("a setting out of range is refused by name", () => {
  test.each([
    ["PORT", "http"],
    ["PORT", "-1"],
    ["PORT", "65536"],
    ["PORT", "80.5"],
    ["TRUST_PROXY", "true"],
    ["TRUST_PROXY", "11"],
    ["LOG_LEVEL", "loud"],
    ["LOG_LEVEL", "INFO"],
    ["DESK_CONTACT", "係".repeat(201)],
  ])("%s=%j", (name, value) => {
    const { code, message } = fault({ [name]: value });
    expect(code).toBe("settings-invalid");
    expect(message).toContain(`${name}: `);
  });
});

test("every fault is told at once, and where to read on", () => {
  const { message } = fault({ PORT: "http", TRUST_PROXY: "yes", LOG_LEVEL: "loud", HOST: "127.0.0.1" });
  expect(message).toMatch(/PORT: .*; TRUST_PROXY: .*; LOG_LEVEL: .*See README, "Settings"/u);
  expect(message).not.toContain("HOST");
});
