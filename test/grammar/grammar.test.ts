import { execFileSync } from "node:child_process";
import { createRequire } from "node:module";
import { resolve } from "node:path";
import { expect, it } from "vitest";

const tester = createRequire(import.meta.url).resolve("vscode-tmgrammar-test/dist/unit.js");

it("marks suppressions, references and addresses as the samples draw them", () => {
  const output = execFileSync(
    process.execPath,
    [tester, "--config", "test/grammar/configuration.json", "test/grammar/samples/*.host"],
    { cwd: resolve(import.meta.dirname, "../.."), encoding: "utf8" },
  );
  expect(output).toContain("keyvault-network.host run successfuly");
});
