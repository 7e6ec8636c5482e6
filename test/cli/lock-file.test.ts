import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { runCli } from "./run-cli.ts";
import { workspace } from "./workspace.ts";

const page = join(import.meta.dirname, "../rules/kv307-path-blocked/any-azurerm.md");
const template = /```hcl\n(.*?)```/s.exec(readFileSync(page, "utf8"))?.[1] ?? "";

/** The rules that have findings where the lock file selects a version of azurerm. */
function rulesWith(version: string | null): readonly string[] {
  const lock = `provider "registry.terraform.io/hashicorp/azurerm" {\n  version = "${version}"\n}\n`;
  const at = workspace({ "main.tf": template, ...(version === null ? {} : { ".terraform.lock.hcl": lock }) });
  const { out } = runCli("check", "--format", "json", at.folder);
  at.remove();
  return [...new Set(out.match(/\bKV\d+\b/g))];
}

it("the command line reads which version of azurerm the lock file selects", () => {
  expect(rulesWith(null)).not.toContain("KV307");
  expect(rulesWith("4.20.0")).not.toContain("KV307");
  expect(rulesWith("3.117.1")).toContain("KV307");
});
