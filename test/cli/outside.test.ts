import { relative } from "node:path";
import { afterAll, expect, test } from "vitest";
import { type Workspace, workspace } from "./workspace.ts";
import { vaultWith } from "../outside/vault-with.ts";

const vault = vaultWith("Deny");
const read = "      - run: az keyvault secret show --vault-name kv1 --name db\n";
const workflow = (steps: string): string =>
  `on: push\njobs:\n  deploy:\n    runs-on: ubuntu-latest\n    steps:\n${steps}`;

const opened: Workspace[] = [];
afterAll(() => {
  for (const each of opened) each.remove();
});

function open(files: Readonly<Record<string, string>>): Workspace {
  const folder = workspace({ "infra/main.bicep": vault, ...files });
  opened.push(folder);
  return folder;
}

const found = (folder: Workspace, ...argv: readonly string[]): readonly string[] =>
  folder
    .json("check", ...argv)
    .report.findings.map(({ file, line, code, severity }) => `${file}:${line} ${severity} ${code}`);

test("a folder is checked with its pipelines and scripts", () => {
  const folder = open({
    ".github/workflows/deploy.yml": workflow(read),
    "open.sh": "az keyvault update --name kv1 --default-action Allow --public-network-access Enabled\n",
  });
  const only = open({ ".github/workflows/deploy.yml": workflow(read) });
  expect(found(only, "./")).toEqual([".github/workflows/deploy.yml:6 warning KV805"]);
  expect(only.run("check", "./").status).toBe(1);
  // What opens it for all makes the other uncertain.
  expect(found(folder, "./")).toEqual(["infra/main.bicep:1 info KV801", "open.sh:1 warning KV804"]);
});

test("a pipeline can be named beside a template", () => {
  const folder = open({
    "azure-pipelines.yml":
      "pool: { vmImage: ubuntu-latest }\nsteps:\n  - task: AzureKeyVault@2\n    inputs: { KeyVaultName: kv1 }\n",
  });
  expect(found(folder, "./infra/main.bicep", "./azure-pipelines.yml")).toEqual([
    "azure-pipelines.yml:4 warning KV805",
  ]);
  expect(found(folder, "./infra/main.bicep")).toEqual([]);
});

test("comments, access files and baselines accept findings, and unused comments are reported", () => {
  const accepted = `      # keyvault-network-ignore KV805: allowed by hand\n${read}      # keyvault-network-ignore KV803: nothing\n${read.replace("kv1", "kv2")}`;
  const commented = open({ ".github/workflows/deploy.yml": workflow(accepted) });
  expect(found(commented, "./")).toEqual(
    [
      ".github/workflows/deploy.yml:6 hint KV902".replace(":6", ":8"),
      ".github/workflows/deploy.yml:7 warning KV805",
    ].reverse(),
  );
  expect(commented.run("check", "./").status).toBe(0);

  const suppressions = `{ "version": 1, "suppressions": [{ "rule": "KV805", "reason": "allowed by hand" }], "rules": { "KV801": "off" } }`;
  const governed = open({
    ".keyvault-access.jsonc": suppressions,
    ".github/workflows/deploy.yml": workflow(
      `${read}      - run: az keyvault network-rule add -n kv1 --ip-address 203.0.113.7\n`,
    ),
  });
  const { status, report } = governed.json("check", "./");
  expect(status).toBe(0);
  expect(report.findings.map(({ code, suppressed }) => [code, suppressed?.reason])).toEqual([
    ["KV805", "allowed by hand"],
  ]);
});

test("what of a pipeline is not read is said", () => {
  const folder = open({
    "azure-pipelines.yml": "steps:\n  - script: |\n      echo\n   bad: [\n  - task: AzureKeyVault@2\n",
    "seed.sh": `az keyvault show -n kv1\n${"#".repeat(1_000_000)}`,
    "other.yml": "a: [\n",
  });
  const { report } = folder.json("check", "./");
  expect(
    report.unread.map(({ file, line, kind, reason, vault: about }) => [file, line, kind, reason, about]),
  ).toEqual([
    ["azure-pipelines.yml", 4, "pipeline", "syntax error", "possible"],
    ["seed.sh", 1, "script", "too large", "possible"],
  ]);
  expect(folder.run("check", "./", "--fail-on-unknown").status).toBe(0);
});

test("the findings of an environment say so", () => {
  const parameterized = vault.replace("name: 'kv1'", "name: vaultName");
  const folder = open({
    "infra/main.bicep": `param vaultName string\n${parameterized}`,
    "infra/main.dev.bicepparam": "using './main.bicep'\nparam vaultName = 'kv1'\n",
    "infra/main.prod.bicepparam": "using './main.bicep'\nparam vaultName = 'kv2'\n",
    ".github/workflows/deploy.yml": workflow(read),
  });
  const { report } = folder.json("check", "./");
  expect(report.findings.map(({ message, environments }) => [message, environments])).toEqual([
    ["'kv1' in dev blocks this GitHub-hosted runner: no rule allows its address.", ["dev"]],
  ]);
});

test("other commands than check read no pipelines", () => {
  const folder = open({ "azure-pipelines.yml": "steps:\n  - bad: [\n  - task: AzureKeyVault@2\n" });
  expect(folder.json("vaults", "./").report.unread).toEqual([]);
});

test("vaults are listed with the jobs that call them, and what is answered to a hosted machine", () => {
  const folder = open({
    "azure-pipelines.yml":
      "pool: { vmImage: ubuntu-latest }\nsteps:\n  - task: AzureKeyVault@2\n    inputs: { KeyVaultName: kv1 }\n",
    "own.yml": "pool: agents\nsteps:\n  - task: AzureKeyVault@2\n    inputs: { KeyVaultName: KV1 }\n",
    "other.yml": "pool: agents\nsteps:\n  - task: AzureKeyVault@2\n    inputs: { KeyVaultName: kv2 }\n",
  });
  const [vault] = folder.json("vaults", "./").report.vaults;
  const callers = vault?.callers.map(({ from, machine, verdict, line }) => [
    from.replace(/^pipeline:(?:.*\/)?/, ""),
    machine,
    verdict,
    line,
  ]);
  expect(callers).toEqual([
    ["azure-pipelines.yml", "hosted", "denied", 4],
    ["own.yml", "private", null, 4],
  ]);
  const text = folder.run("vaults", "./", "--details").out;
  expect(text).toMatch(/called by +pipeline:.*azure-pipelines\.yml \(denied\)\n/);
  expect(text).toMatch(/called by +pipeline:.*own\.yml\n/);
});

const pool = `
resource vnet 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: 'vnet'
  properties: { addressSpace: { addressPrefixes: ['10.0.0.0/16'] } }
  resource agents 'subnets' = { name: 'agents', properties: { addressPrefix: '10.0.0.0/24' } }
}
resource pool 'Microsoft.DevOpsInfrastructure/pools@2025-01-21' = {
  name: 'managed'
  properties: { fabricProfile: { networkProfile: { subnetId: vnet::agents.id } } }
}
`;

test("a job on a managed pool calls from the subnet of the pool", () => {
  const folder = open({
    "infra/main.bicep": vaultWith("Deny") + pool,
    "own.yml": "pool: managed\nsteps:\n  - task: AzureKeyVault@2\n    inputs: { KeyVaultName: kv1 }\n",
  });
  const [vault] = folder.json("vaults", "./").report.vaults;
  expect(vault?.callers.map(({ machine, verdict }) => [machine, verdict])).toEqual([["private", "denied"]]);
  const from = `pipeline:${relative(process.cwd(), folder.path("own.yml")).replaceAll("\\", "/")}`;
  for (const each of [from, "pool:managed"]) {
    const { verdicts } = folder.json("simulate", "--from", each, "./").report;
    expect(verdicts.map(({ verdict }) => verdict)).toEqual(["denied"]);
    expect(folder.run("diff", "--base", folder.path("."), "--from", each, "./").status).toBe(0);
  }
});

test("a managed pool is a source of access tests and comparisons, whether or not a pipeline is named", () => {
  const folder = open({
    "infra/main.bicep": vaultWith("Deny") + pool,
    "before/main.bicep": vaultWith("Allow") + pool,
    ".keyvault-access.jsonc": JSON.stringify({
      version: 1,
      tests: [{ name: "agents", from: "pool:managed", to: "*", expect: "deny" }],
    }),
  });
  const { tests } = folder.json("test", "./infra").report;
  expect(tests.map(({ name, outcome }) => [name, outcome])).toEqual([["agents", "passed"]]);
  const compared = folder.json("diff", "--base", folder.path("before"), "--from", "pool:managed", "./infra");
  expect(compared.report.changes).toMatchObject([
    { from: "pool:managed", before: "allowed", after: "denied" },
  ]);
  expect(
    folder.run("diff", "--base", folder.path("before"), "--from", "pool:none", "./infra").error,
  ).toContain("The network of 'pool:none' is not known; known: pool:managed.");
});

test("a job that opens the vault for itself depends on that wherever it is asked about", () => {
  const opens = `      - run: |
          az keyvault network-rule add -n kv1 --ip-address $(curl -s https://api.ipify.org)
          az keyvault secret show --vault-name kv1 --name db
      - if: always()
        run: az keyvault network-rule remove -n kv1 --ip-address $(curl -s https://api.ipify.org)
`;
  const from = "pipeline:.github/workflows/deploy.yml#deploy";
  const test = (expect: string): unknown => ({ name: expect, from, to: "*", expect });
  const folder = open({
    ".github/workflows/deploy.yml": workflow(opens),
    ".keyvault-access.jsonc": JSON.stringify({ version: 1, tests: [test("allow"), test("deny")] }),
  });
  expect(found(folder, "./")).not.toContainEqual(expect.stringContaining("KV805"));
  const why = "The job changes the vault's rules before it calls it.";
  const [called] = folder.json("vaults", "./").report.vaults;
  expect(called?.callers.map(({ verdict, because }) => [verdict, because])).toEqual([["depends", why]]);
  expect(folder.run("vaults", "./", "--details").out).toContain(`deploy.yml#deploy (depends): ${why}\n`);

  const path = relative(process.cwd(), folder.path(".github/workflows/deploy.yml")).replaceAll("\\", "/");
  const { verdicts } = folder.json("simulate", "--from", `pipeline:${path}#deploy`, "./").report;
  expect(verdicts.map(({ verdict, reason }) => [verdict, reason])).toEqual([["depends", "DEPENDS_JOB"]]);
  expect(verdicts[0]?.steps.filter(({ outcome }) => outcome === "maybe").map(({ text }) => text)).toEqual([
    `No rule matched, so the default action denies the request. ${why}`,
  ]);

  const { tests } = folder.json("test", "./").report;
  const undecided = `whether ${from} can reach 'kv1' depends on commands in jobs and scripts.`;
  expect(tests.map(({ outcome, rule, message }) => [outcome, rule, message])).toEqual(
    ["allow", "deny"].map((name) => ["failed", "KV603", `Access test '${name}' is undecided: ${undecided}`]),
  );
});

test("jobs of pipelines are sources of simulations and access tests, machines of a pool as the access file says", () => {
  const stages = (pool: string): string => `pool: ${pool}
jobs:
  - job: read
    steps:
      - task: AzureKeyVault@2
        inputs: { KeyVaultName: kv1 }
`;
  const folder = open({
    "azure-pipelines.yml": stages("{ vmImage: ubuntu-latest }"),
    "own.yml": `trigger: none\n${stages("agents")}`,
    ".keyvault-access.jsonc": JSON.stringify({
      version: 1,
      sources: { "pool:agents": { ip: "203.0.113.7" } },
      tests: [
        { name: "hosted", from: "pipeline:azure-pipelines.yml#read", to: "*", expect: "deny" },
        { name: "own", from: "pipeline:own.yml#read", to: "*", expect: "allow" },
      ],
    }),
  });
  const names = folder.json("test", "./").report.tests.map(({ name, outcome }) => [name, outcome]);
  const here = (file: string): string =>
    `pipeline:${relative(process.cwd(), folder.path(file)).replaceAll("\\", "/")}#read`;
  const verdictOf = (file: string): unknown =>
    folder
      .json("simulate", "--from", here(file), "./")
      .report.verdicts.map(({ verdict, reason }) => [verdict, reason]);
  expect(verdictOf("azure-pipelines.yml")).toEqual([["denied", "DENY_DEFAULT_ACTION"]]);
  expect(verdictOf("own.yml")).toEqual([["denied", "DENY_DEFAULT_ACTION"]]);
  expect(names).toEqual([
    ["hosted", "passed"],
    ["own", "failed"],
  ]);
  const missing = folder.run("simulate", "--from", "pipeline:none.yml", "./");
  expect(missing.status).toBe(2);
  expect(missing.error).toContain(
    "No job 'pipeline:none.yml' calls a vault from a known network; available: pipeline:azure-pipelines.yml#read and pipeline:own.yml#read.",
  );
  expect(folder.run("simulate", "--from", "pool:none", "./").error).toContain(
    "The network of 'pool:none' is not known; known: pool:agents.",
  );
});
