/**
 * The settings, read once from the environment, every fault told at once.
 */

import { z } from "zod";
import { DeskError } from "./errors.ts";

const port = z.coerce.number().int().min(0).max(65535);

const SETTINGS = z.object({
  /** Address to listen on; only this machine unless set. */
  HOST: z.string().min(1).default("127.0.0.1"),
  /** 0 takes any free port and prints it. */
  PORT: port.default(3000),
  KNOWLEDGE_DIR: z.string().min(1).default("knowledge"),
  /** The inflated dictionary, about 65 MB; safe to delete. */
  CACHE_DIR: z.string().min(1).default("node_modules/.cache/madoguchi"),
  /** Proxies in front of the desk whose word on the visitor's address is believed. */
  TRUST_PROXY: z.coerce.number().int().min(0).max(10).default(0),
  /** How residents reach the people behind the desk, such as 「協働の係 042-000-0000（平日9時〜17時）」; shown as it is. */
  DESK_CONTACT: z.string().trim().min(1).max(200).optional(),
  LOG_LEVEL: z.enum(["debug", "info", "warn", "error", "silent"]).default("info"),
});

export interface Config {
  readonly host: string;
  readonly port: number;
  readonly knowledgeDir: string;
  readonly cacheDir: string;
  readonly trustProxy: number;
  /** Undefined for the contact that the guideline prints. */
  readonly contact: string | undefined;
  readonly logLevel: "debug" | "info" | "warn" | "error" | "silent";
}

/**
 * @param environment - such as `process.env`; an empty or blank value counts as unset
 * @throws DeskError `settings-invalid` naming each setting that is wrong
 */
export function config(environment: Readonly<Record<string, string | undefined>>): Config {
  const set = Object.fromEntries(Object.entries(environment).filter(([, value]) => value?.trim() !== ""));
  const result = SETTINGS.safeParse(set);
  if (!result.success) {
    const faults = result.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
    throw new DeskError("settings-invalid", `${faults.join("; ")}. See README, "Settings"`);
  }
  const { HOST, PORT, KNOWLEDGE_DIR, CACHE_DIR, TRUST_PROXY, DESK_CONTACT, LOG_LEVEL } = result.data;
  return {
    host: HOST,
    port: PORT,
    knowledgeDir: KNOWLEDGE_DIR,
    cacheDir: CACHE_DIR,
    trustProxy: TRUST_PROXY,
    contact: DESK_CONTACT,
    logLevel: LOG_LEVEL,
  };
}
