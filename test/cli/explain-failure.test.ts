import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { identity } from "../forbidden/bodies.ts";
import type { Scene } from "../path/scene.ts";
import { textOf } from "../forbidden/scenes.ts";
import { type Workspace, workspace } from "./workspace.ts";

const scene: Scene = {
  networks: {
    v: {
      prefix: "10.1.0.0/16",
      subnets: {
        app: { prefix: "10.1.1.0/24", group: "nsg" },
        jobs: { prefix: "10.1.2.0/24", group: "nsg" },
      },
    },
  },
  groups: { nsg: ["200 Deny Outbound Internet *"] },
};
const template = textOf(scene);

const who = "Caller: appid=11111111-2222-3333-4444-555555555555;oid=66666666-7777-8888-9999-000000000000";
const timeout = `${who} Get "https://kv.vault.azure.net/secrets/db": dial tcp 203.0.113.20:443: i/o timeout`;

/** A vault with a rule per environment: in prod, the security group denies it. */
const inEnvironments = template
  .replace(/^/, "param access string\n")
  .replace("access: 'Deny'", "access: access");

let folder: Workspace;
beforeAll(() => {
  folder = workspace({
    "infra/main.bicep": template,
    "envs/main.bicep": inEnvironments,
    "envs/main.dev.bicepparam": "using 'main.bicep'\nparam access = 'Allow'\n",
    "envs/main.prod.bicepparam": "using 'main.bicep'\nparam access = 'Deny'\n",
    "vault/main.bicep": textOf({ networks: {} }),
    "split/hub/main.bicep": textOf({ networks: {} }),
    "split/app/main.bicep": template.replace(
      /^resource kv [^]*?\n\}\n/,
      "resource vault 'Microsoft.KeyVault/vaults@2023-07-01' existing = {\n  name: 'kv'\n}\n",
    ),
    "timeout.log": timeout,
    "timeout-16.log": Buffer.from(`\ufeff${timeout}`, "utf16le"),
    "name.log": "getaddrinfo ENOTFOUND kv.vault.azure.net",
    "status.json": '{"properties":{"status":"SecretNotFound","vaultName":"kv","secretName":"db"}}',
  });
});
afterAll(() => {
  folder.remove();
});

function explain(log: string, templates: string) {
  return folder.json("explain-403", `./${log}`, `./${templates}`).report.explanation;
}

const fix = "Allow AzureKeyVault in nsg (adds a rule for TCP port 443)";

describe("explain-403 of a failed connection", () => {
  test("names the gates that fit, with the line that decides and the fix", () => {
    const explanation = explain("timeout.log", "infra");
    expect(explanation).toMatchObject({
      shape: "timeout",
      client: null,
      vault: "kv",
      networkDecision: true,
      template: null,
      drift: [],
      fixes: [fix],
      edits: [{ fix, file: "infra/main.bicep" }],
      connection: {
        host: "kv.vault.azure.net",
        address: "203.0.113.20",
        port: 443,
        resolver: null,
        loggedBy: "go",
        gates: [
          {
            gate: "network-security-group",
            outcome: "deny",
            from: ["subnet:v/app", "subnet:v/jobs"],
            vault: "kv",
            vaultName: "kv",
            root: "infra/main.bicep",
            environments: [],
            file: "infra/main.bicep",
            fix,
          },
        ],
      },
    });
    const [gate] = explanation?.connection?.gates ?? [];
    expect(template.split("\n")[(gate?.line ?? 0) - 1]).toContain("deny-200");
    expect(explanation?.edits[0]?.text).toContain("destinationAddressPrefix: 'AzureKeyVault'");
  });

  test.each(["timeout.log", "timeout-16.log"])("prints it for people: %s", (log) => {
    const { out, status } = folder.run("explain", `./${log}`, "./infra");
    expect(status).toBe(0);
    expect(out).toMatch(/^ {2}vault kv, host kv\.vault\.azure\.net, address 203\.0\.113\.20:443$/m);
    expect(out).toMatch(
      /^ {2}- subnet:v\/app, subnet:v\/jobs → kv, blocked: nsg: .*\(infra\/main\.bicep:\d+\)$/m,
    );
    expect(out).toContain(`\n      fix: ${fix}\n      infra/main.bicep:`);
  });

  test("prints it as Markdown and in German", () => {
    const markdown = folder.run("explain-403", "./timeout.log", "./infra", "--format", "markdown").out;
    expect(markdown).toMatch(
      /^- subnet:v\/app.* blocked: .*\(\[infra\/main\.bicep:\d+\]\(infra\/main\.bicep#L\d+\)\)$/m,
    );
    const german = folder.run("explain-403", "./timeout.log", "./infra", "--lang", "de").out;
    expect(german).toContain("Mögliche Ursachen:");
    expect(german).toContain("→ kv, blockiert: nsg: ");
  });

  test("says in which environments a gate fits", () => {
    const gates = explain("timeout.log", "envs")?.connection?.gates ?? [];
    expect(gates.map(({ outcome, environments }) => [outcome, environments])).toEqual([["deny", ["prod"]]]);
    expect(folder.run("explain-403", "./timeout.log", "./envs").out).toMatch(/ in prod\. \(envs/);
  });

  test("finds the callers in another template, which only looks the vault up", () => {
    const gates = explain("timeout.log", "split")?.connection?.gates ?? [];
    expect(gates.map(({ outcome, from, root }) => [outcome, from, root])).toEqual([
      ["deny", ["subnet:v/app", "subnet:v/jobs"], "split/app/main.bicep"],
    ]);
  });

  test("says that no caller is declared", () => {
    const { out } = folder.run("explain-403", "./timeout.log", "./vault");
    expect(out).toContain("No subnet or resource that may call the vault is declared here");
  });

  test("says of a name that is not found that the vault may not exist", () => {
    const explanation = explain("name.log", "infra");
    expect(explanation).toMatchObject({ shape: "name-resolution", connection: { gates: [] } });
    expect(explanation?.advice[0]).toBe(
      "A vault has a DNS name only while it exists: check that kv is deployed and was not deleted.",
    );
  });

  test("says of a status that it is no connection failure", () => {
    const explanation = explain("status.json", "infra");
    expect(explanation).toMatchObject({ shape: "not-found", networkDecision: false, fixes: [] });
    expect(explanation?.meaning).toMatch(/^This is not a connection failure/);
  });

  test("repeats no identity, whatever the format", () => {
    for (const format of ["text", "json", "markdown"]) {
      const { out, error } = folder.run("explain-403", "./timeout.log", "./infra", "--format", format);
      expect(out + error).not.toMatch(identity);
    }
  });
});
