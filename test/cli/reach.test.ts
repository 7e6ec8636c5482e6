import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { closed, templateText, vaultResource, type Workspace, workspace } from "./workspace.ts";

const bicep = (path: string): string => `var text = loadTextContent('${path}')
resource kv 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: 'kv'
  properties: { networkAcls: { defaultAction: 'Deny', bypass: 'None', ipRules: [{ value: text }] } }
}
`;
const terraform = (path: string): string => `resource "azurerm_key_vault" "kv" {
  name = "kv"
  network_acls {
    default_action = "Deny"
    bypass         = "None"
    ip_rules       = [trimspace(file("${path}"))]
  }
}
`;

let at: Workspace;
beforeAll(() => {
  at = workspace({
    "outside/secret.txt": "hunter2-supersecret",
    "repo/inside.txt": "203.0.113.7",
    "repo/main.bicep": bicep("../outside/secret.txt"),
    "repo/link.bicep": bicep("link.txt"),
    "repo/proc.bicep": bicep(`${"../".repeat(12)}proc/self/environ`),
    "repo/token.bicep": bicep(".git/config"),
    "repo/own.bicep": bicep("inside.txt"),
    "repo/tf/main.tf": terraform("../../outside/secret.txt"),
    "repo/absolute/main.tf": terraform("/proc/self/environ"),
  });
  mkdirSync(at.path("repo/.git"));
  writeFileSync(at.path("repo/.git/config"), "hunter2-supersecret");
  symlinkSync("../outside/secret.txt", at.path("repo/link.txt"));
  process.env["KV_TEST_SECRET"] = "hunter2-supersecret";
});
afterAll(() => {
  delete process.env["KV_TEST_SECRET"];
  at.remove();
});

describe("functions of templates read what belongs to them", () => {
  it("inside of the repository", () => {
    expect(at.json("vaults", "./repo/own.bicep").report.vaults).toMatchObject([{ ipRules: ["203.0.113.7"] }]);
  });

  it.each(["main.bicep", "link.bicep", "proc.bicep", "token.bicep", "tf/main.tf", "absolute/main.tf"])(
    "and nothing else: %s",
    (file) => {
      const { out, error } = at.run("vaults", `./repo/${file}`, "--format", "json");
      expect(out).toContain("is outside the repository and not read");
      for (const format of ["text", "json", "sarif", "csv", "markdown"])
        expect(at.run("check", `./repo/${file}`, "--format", format).out + error).not.toContain("hunter2");
    },
  );

  it("and folders that are allowed", () => {
    const { out } = at.run(
      "vaults",
      "./repo/main.bicep",
      "--allow-read",
      at.path("outside"),
      "--format",
      "json",
    );
    expect(out).not.toContain("outside the repository");
  });
});

describe("what an environment variable holds", () => {
  it("is not repeated", () => {
    const files = {
      "kv.json": templateText([vaultResource("kv", closed)]),
      ".keyvault-access.jsonc": JSON.stringify({
        version: 1,
        sources: { office: { ip: "${env:KV_TEST_SECRET}" } },
        tests: [{ from: "office", to: "kv", expect: "allow" }],
      }),
    };
    const folder = workspace(files);
    for (const argv of [
      ["check", "./"],
      ["test", "./"],
      ["simulate", "./", "--from", "office"],
    ]) {
      const { out, error } = folder.run(...argv);
      expect(out + error).toContain("KV_TEST_SECRET");
      expect(out + error).not.toContain("hunter2");
    }
    folder.remove();
  });
});

describe("an access file above the repository", () => {
  it("is not in force, and is named", () => {
    const open = templateText([vaultResource("kv", { defaultAction: "Allow" })]);
    const off = '{ "version": 1, "rules": { "KV101": "off" } }';
    const folder = workspace({ ".keyvault-access.jsonc": off, "repo/infra/kv.json": open });
    mkdirSync(folder.path("repo/.git"));
    const run = folder.run("check", "./repo/infra");
    expect(run.out).toContain("KV101");
    expect(run.error).toContain(".keyvault-access.jsonc is not used");
    writeFileSync(folder.path("repo/.keyvault-access.jsonc"), off);
    const within = folder.run("check", "./repo/infra");
    expect(within.error).toContain("using access file repo/.keyvault-access.jsonc");
    folder.remove();
  });
});
