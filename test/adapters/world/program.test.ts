import { expect, test } from "vitest";
import { programVersion } from "../../../adapters/world/program.ts";
import program from "../../../package.json" with { type: "json" };

test("the version is that of the package", () => expect(programVersion()).toBe(program.version));
