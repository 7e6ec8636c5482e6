import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { load } from "js-yaml";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readAccessFile } from "../../server/src/core/index.ts";
import { logOf } from "../replay/generated-log.ts";
import { hasGit } from "../support/git.ts";
import { runCli } from "./run-cli.ts";
import { shown } from "../states/printed.ts";
import {
  closed,
  parametersText,
  templateText,
  vaultResource,
  type Workspace,
  workspace,
} from "./workspace.ts";

const root = join(import.meta.dirname, "../..");
const read = (path: string): string => readFileSync(join(root, path), "utf8");

/** The code blocks of a page that are in one of some languages. */
function blocksOf(page: string, language: string): readonly string[] {
  return [...read(page).matchAll(/^```(\w+)\n(.*?)^```$/gms)].flatMap(([, found, text = ""]) =>
    found === language ? [text] : [],
  );
}

/** A command line as it is documented: its arguments, and whether its comment promises exit status 1 for what it finds. */
interface Documented {
  readonly line: string;
  readonly argv: readonly string[];
  readonly fails: boolean;
}

function commandsOf(page: string): readonly Documented[] {
  const lines = read(page).matchAll(
    /(?:^|script: |")(?:node dist\/cli\.js|keyvault-network) ([^#"`\n]+)(#.*)?/gm,
  );
  return [...lines].map(([, line = "", comment = ""]) => ({
    line: line.trim(),
    argv: [...line.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? ""),
    fails: comment.includes("exit 1"),
  }));
}

/** A step of a workflow. */
interface Step {
  readonly run?: string;
  readonly with?: Readonly<Record<string, string>>;
}

const documented = ["README.md", "docs/command-line.md", "docs/access-file.md"].flatMap(commandsOf);
const open = vaultResource("kv-shop", { defaultAction: "Allow", bypass: "AzureServices" });
const bicep = `resource kv 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: 'kv-prod-1'
  properties: {
    publicNetworkAccess: 'Disabled'
  }
}
`;
const start = process.cwd();
let folder: Workspace;

beforeAll(() => {
  folder = workspace({
    "infra/main.json": templateText([open]),
    "infra/main.parameters.prod.json": parametersText({}),
    "infra/main.bicep": bicep,
    "infra/main.prod.bicepparam": "using 'main.bicep'\n",
    "infra/dev.tfvars": "",
    "legacy/main.tf": "",
    "state.json": JSON.stringify([shown({ name: "kv-shop" })]),
    "audit.json": logOf([{ vault: "kv-shop", ip: "203.0.113.7" }]),
    "pod.log": "dial tcp: lookup kv-shop.vault.azure.net on 10.0.0.10:53: no such host",
    "build.log":
      "Client address is not authorized and caller is not a trusted service. Client address: 203.0.113.7",
    ".keyvault-access.jsonc": JSON.stringify({
      version: 1,
      tests: [{ from: "internet", to: "kv-shop", expect: "deny" }],
    }),
  });
  process.chdir(folder.folder);
  if (!hasGit) return;
  const identity = ["-c", "user.name=t", "-c", "user.email=t@example.com"];
  for (const argv of [
    ["init", "--quiet"],
    ["add", "."],
    [...identity, "commit", "--quiet", "--message", "before"],
    ["update-ref", "refs/remotes/origin/main", "HEAD"],
  ])
    execFileSync("git", argv);
});

afterAll(() => {
  process.chdir(start);
  folder.remove();
});

describe("the commands of README and docs", () => {
  test("are found", () => {
    expect(documented.length).toBeGreaterThan(15);
  });

  test.each(documented.filter(({ argv }) => hasGit || !argv.includes("--base")))(
    "$line",
    ({ argv, fails }) => {
      const { status, error } = runCli(...argv);
      expect(status, error).toBeLessThan(2);
      if (fails) expect(status).toBe(1);
    },
  );
});

describe("docs/command-line.md", () => {
  const action = load(read("action.yml")) as { readonly inputs: object };

  test("gives the action inputs that it has", () => {
    const steps = blocksOf("docs/command-line.md", "yaml").flatMap(
      (block) => load(block) as readonly object[],
    );
    const ours = steps.filter((step) => "uses" in step && String(step.uses).startsWith("keyvault-network/"));
    expect(ours.length).toBe(2);
    for (const step of ours)
      expect(Object.keys(action.inputs)).toEqual(
        expect.arrayContaining(Object.keys("with" in step && step.with ? step.with : {})),
      );
  });

  test("has a workflow that compares what it exports, and uploads what it writes", () => {
    const nightly = blocksOf("docs/command-line.md", "yaml").find((block) => block.includes("schedule:"));
    const { jobs } = load(nightly ?? "") as {
      readonly jobs: { readonly drift: { readonly steps: readonly Step[] } };
    };
    const { steps } = jobs.drift;
    const exported = steps.flatMap(({ run = "" }) => /^az .*> (\S+)$/s.exec(run.trim())?.[1] ?? []);
    const uploaded = steps.flatMap((step) => step.with?.["sarif_file"] ?? []);
    const commands = steps.flatMap(({ run = "" }) => /^keyvault-network ([^>]+)/.exec(run)?.[1] ?? []);
    expect(commands.map((each) => each.split(" ")[0])).toEqual(["diff", "diff"]);
    for (const each of commands) {
      const argv = each.trim().split(" ");
      expect(argv[argv.indexOf("--against") + 1]).toBe(exported[0]);
      const { status, error } = runCli(...argv);
      expect(status, error).toBe(1);
    }
    const [file = ""] = uploaded;
    const sarif = JSON.parse(readFileSync(file, "utf8")) as {
      readonly runs: readonly { readonly results: readonly object[] }[];
    };
    expect(sarif.runs[0]?.results.length).toBeGreaterThan(0);
  });

  test("names the hook and the problem matcher that there are", () => {
    const hook = /id: (\S+)/.exec(read(".pre-commit-hooks.yaml"))?.[1] ?? "";
    expect(blocksOf("docs/command-line.md", "yaml").join("")).toContain(`- id: ${hook}\n`);
    const [task = "{}"] = blocksOf("docs/command-line.md", "json");
    const { problemMatcher } = JSON.parse(task) as { readonly problemMatcher: string };
    expect(read("package.json")).toContain(`"name": "${problemMatcher.slice(1)}"`);
  });
});

test("the access file of docs/access-file.md is valid, and every name in it is one that its folder can have", () => {
  const [text = ""] = blocksOf("docs/access-file.md", "jsonc");
  expect(readAccessFile({ id: "/.keyvault-access.jsonc", text }).problems).toEqual([]);
  const app = `param allowedIps array = []

resource vnet 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: 'vnet-prod'
  properties: {
    subnets: [{ name: 'snet-app', properties: { serviceEndpoints: [{ service: 'Microsoft.KeyVault' }] } }]
  }
}
`;
  const at = workspace({
    ".keyvault-access.jsonc": text,
    "infra/main.bicep": app + bicep,
    "infra/main.prod.bicepparam": "using 'main.bicep'\n",
    "infra/dev.tfvars": "",
  });
  process.env["OFFICE_CIDR"] = "198.51.100.0/24";
  const { status, out, error } = at.run("test", "./", "--format", "tap");
  delete process.env["OFFICE_CIDR"];
  expect(status, error).toBe(1);
  for (const name of ["Runners can reach prod", "Internet is blocked", "Vaults are closed"])
    expect(out).toMatch(new RegExp(`^(?:not )?ok \\d+.*${name}`, "m"));
  expect(out).not.toContain("KV602");
  at.remove();
});

test("the suppression of README hides the finding of the property below it", () => {
  const comment = /^\/\/ keyvault-network-ignore .*$/m.exec(read("README.md"))?.[0] ?? "";
  expect(comment).toMatch(/ until \d{4}-\d\d-\d\d: \S/);
  const lasting = comment.replace(/\d{4}-\d\d-\d\d/, "2199-12-31");
  const text = templateText([vaultResource("kv", { ...closed, defaultAction: "Allow" })]);
  const at = workspace({
    "a.jsonc": text.replace('"defaultAction"', `${lasting}\n"defaultAction"`),
    "b.json": text,
  });
  const codes = (file: string): readonly string[] =>
    at
      .json("check", `./${file}`)
      .report.findings.flatMap(({ code, suppressed }) => (suppressed ? [] : [code]));
  expect(codes("b.json")).toContain("KV101");
  expect(codes("a.jsonc")).not.toContain("KV101");
  at.remove();
});
