import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { closed, templateText, vaultResource, workspace } from "./workspace.ts";

const root = join(import.meta.dirname, "../..");
const hook = readFileSync(join(root, ".pre-commit-hooks.yaml"), "utf8");
const { bin } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { readonly bin: object };

/** The text after a key of the only hook. */
function valueOf(key: string): string {
  return new RegExp(`^(?:- |  )${key}: (.+)$`, "m").exec(hook)?.[1] ?? "";
}

describe("the hook for pre-commit", () => {
  const [program = "", ...command] = valueOf("entry").split(" ");
  const argv = [...command, ...(JSON.parse(valueOf("args")) as readonly string[])];

  test("is installed with all that the program loads", () => {
    const lines = readFileSync(join(root, ".npmignore"), "utf8").split("\n");
    for (const each of ["cli.js", "command-line.js", "mcp.js", "parts/", "package.json"])
      expect(lines).toContain(`!/dist/${each}`);
  });

  test("starts the program of the package", () => {
    expect(Object.keys(bin)).toContain(program);
    expect(valueOf("language")).toBe("node");
  });

  test.each([
    ["an open vault stops the commit", { defaultAction: "Allow" }, 1],
    ["a closed one does not", closed, 0],
  ])("%s", (_, rules, status) => {
    const at = workspace({ "infra/main.json": templateText([vaultResource("kv", rules)]) });
    // It is run in the folder of the repository, which here is the workspace's.
    expect(argv).toContain(".");
    expect(at.run(...argv.map((each) => (each === "." ? "./" : each))).status).toBe(status);
    at.remove();
  });

  test("runs for templates and their values, and for nothing else", () => {
    const files = new RegExp(valueOf("files"));
    const templates = ["a.bicep", "a.json", "a.jsonc", "a.tf", "a.tf.json", "a.tofu"];
    const names = [...templates, "a.bicepparam", "a.tfvars", "infra/.terraform.lock.hcl"];
    expect(names.filter((name) => !files.test(name))).toEqual([]);
    expect(["a.md", "a.tfx", "tf"].filter((name) => files.test(name))).toEqual([]);
  });
});
