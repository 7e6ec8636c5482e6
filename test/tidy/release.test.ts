import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { load } from "js-yaml";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { placeProduct } from "../support/product.ts";
import { closed, templateText, vaultResource } from "../cli/workspace.ts";

const root = join(import.meta.dirname, "../..");
const tsx = join(root, "node_modules/tsx/dist/cli.mjs");
const npm = (argv: readonly string[], cwd: string): void => {
  execFileSync("npm", [...argv], { cwd, shell: process.platform === "win32", stdio: "pipe" });
};
let folder = "";

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "keyvault-network-release-"));
  placeProduct(join(folder, "dist"));
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe("the npm package of the command line", () => {
  const bin = (): string => join(folder, "user/node_modules/.bin/keyvault-network");

  beforeAll(() => {
    const made = join(folder, "cli-package");
    execFileSync(process.execPath, [tsx, "scripts/release/cli-package.ts", join(folder, "dist"), made], {
      cwd: root,
    });
    npm(["pack", made, "--pack-destination", folder], folder);
    const packed = readdirSync(folder).find((name) => name.endsWith(".tgz")) ?? "nothing packed";
    mkdirSync(join(folder, "user/infra"), { recursive: true });
    writeFileSync(join(folder, "user/package.json"), "{}");
    // Offline: nothing else comes with it.
    npm(["install", "--offline", "--no-audit", "--no-fund", join(folder, packed)], join(folder, "user"));
    writeFileSync(join(folder, "user/infra/open.json"), templateText([vaultResource("kv", {})]));
    writeFileSync(join(folder, "user/infra/closed.json"), templateText([vaultResource("kv", closed)]));
  });

  test("holds the program, what it is licensed under, and nothing else", () => {
    const files = readdirSync(join(folder, "user/node_modules/keyvault-network")).toSorted();
    expect(files).toEqual([
      "CHANGELOG.md",
      "LICENSE",
      "README.md",
      "THIRD-PARTY-NOTICES.md",
      "cli.js",
      "command-line.js",
      "mcp.js",
      "node.d.mts",
      "node.d.ts",
      "node.js",
      "node.mjs",
      "package.json",
      "parts",
    ]);
    expect(readdirSync(join(folder, "user/node_modules")).toSorted()).toEqual([
      ".bin",
      ".package-lock.json",
      "keyvault-network",
    ]);
  });

  test("has a manifest that asks for nothing but Node.js", () => {
    const text = readFileSync(join(folder, "user/node_modules/keyvault-network/package.json"), "utf8");
    const manifest = JSON.parse(text) as Record<string, unknown>;
    expect(manifest["engines"]).toEqual({ node: expect.stringMatching(/^>=20/) as string });
    expect(Object.keys(manifest)).not.toContain("dependencies");
    expect(Object.keys(manifest)).not.toContain("private");
  });

  test("runs where it is installed", () => {
    const run = (...argv: readonly string[]): number | null =>
      spawnSync(bin(), argv, { cwd: join(folder, "user") }).status;
    expect(run("check", "infra/closed.json", "--severity", "warning")).toBe(0);
    expect(run("check", "infra/open.json")).toBe(1);
    expect(run("check", "missing.json")).toBe(2);
  });
});

describe("the library of the npm package", () => {
  const at = (path: string): string => join(folder, "user", path);
  /** Runs a program in the project that has installed the package. */
  const run = (name: string, text: string): { status: number | null; out: string } => {
    writeFileSync(at(name), text);
    const { status, stdout, stderr } = spawnSync(process.execPath, [name], {
      cwd: at("."),
      encoding: "utf8",
    });
    return { status, out: stdout + stderr };
  };
  const examples = [
    ...readFileSync(join(root, "docs/library.md"), "utf8").matchAll(/```js\n([\s\S]*?)```/g),
  ].map(([, text = ""]) => text);

  test("fails a build when a subnet gains access", () => {
    const subnet = "[resourceId('Microsoft.Network/virtualNetworks/subnets', 'vnet', 'app')]";
    const network = {
      type: "Microsoft.Network/virtualNetworks",
      apiVersion: "2024-05-01",
      name: "vnet",
      properties: {
        addressSpace: { addressPrefixes: ["10.0.0.0/16"] },
        subnets: [
          {
            name: "app",
            properties: {
              addressPrefix: "10.0.0.0/24",
              serviceEndpoints: [{ service: "Microsoft.KeyVault" }],
            },
          },
        ],
      },
    };
    const template = (rules: object): string =>
      templateText([network, vaultResource("kv", { ...closed, ...rules })]);
    const git = (...argv: readonly string[]): void => {
      const who = ["-c", "user.name=t", "-c", "user.email=t@example.com", "-c", "commit.gpgsign=false"];
      execFileSync("git", [...who, ...argv], { cwd: at("."), stdio: "pipe" });
    };
    mkdirSync(at("gate"));
    writeFileSync(at("gate/main.json"), template({}));
    git("init", "--quiet");
    git("add", "gate");
    git("commit", "--quiet", "--message", "one");
    const [gate = ""] = examples.filter((each) => each.includes("failOn"));
    expect(run("gate.mjs", gate)).toEqual({ status: 0, out: "" });
    writeFileSync(at("gate/main.json"), template({ virtualNetworkRules: [{ id: subnet }] }));
    const { status, out } = run("gate.mjs", gate);
    expect(status).toBe(1);
    expect(out).toMatch(/vnet\/app gains access to kv/);
  });

  test.each(examples)("example %# of docs/library.md runs", (text) => {
    const { status, out } = run("example.mjs", text);
    expect(status, out).not.toBe(null);
    expect(out).not.toMatch(/Error/);
  });

  test("has types that compile, and are of the report", () => {
    const text = `import { openWorkspace, type Answer } from "keyvault-network/node";
      const answer: Answer = openWorkspace("infra").check({ only: ["KV101"] });
      const code: string | undefined = answer.report.findings[0]?.code;
      // @ts-expect-error -- there is no such question
      openWorkspace(".").guess();
      console.log(code);`;
    writeFileSync(at("use.mts"), text);
    const tsc = join(root, "node_modules/typescript/bin/tsc");
    const options = [
      "--noEmit",
      "--strict",
      "--module",
      "nodenext",
      "--target",
      "es2022",
      "--lib",
      "es2022,dom",
    ];
    const { status, stdout } = spawnSync(process.execPath, [tsc, ...options, "use.mts"], {
      cwd: at("."),
      encoding: "utf8",
    });
    expect(status, stdout).toBe(0);
  });

  test("stays small", () => {
    const [packed = ""] = readdirSync(folder).filter((name) => name.endsWith(".tgz"));
    expect(statSync(join(folder, packed)).size).toBeLessThan(1_000_000);
  });
});

describe("the composite action", () => {
  beforeAll(() => {
    const files = { "infra/open.json": {}, "infra/closed.json": closed, "my infra/open.json": {} };
    for (const [file, rules] of Object.entries(files)) {
      mkdirSync(join(folder, "checkout", dirname(file)), { recursive: true });
      writeFileSync(join(folder, "checkout", file), templateText([vaultResource("kv", rules)]));
    }
    // What a pull request may bring to choose the program.
    const planted = join(folder, "checkout/node_modules/keyvault-network");
    mkdirSync(planted, { recursive: true });
    writeFileSync(join(planted, "package.json"), '{"name":"keyvault-network","bin":"evil.js"}');
    writeFileSync(join(planted, "evil.js"), "#!/usr/bin/env node\nconsole.log('planted')");
  });

  /** As a runner starts it: the folder of the action holds what its tag carries. */
  function act(variables: Readonly<Record<string, string>>): { status: number | null; out: string } {
    const { status, stdout, stderr } = spawnSync("bash", [join(root, ".github/check.sh")], {
      cwd: join(folder, "checkout"),
      env: { ...process.env, ...variables, GITHUB_ACTION_PATH: folder },
      encoding: "utf8",
    });
    return { status, out: stdout + stderr };
  }

  test.each([
    ["fails on findings", { PATHS: "infra/open.json" }, 1],
    ["may let findings pass", { PATHS: "infra/open.json", FAIL: "false" }, 0],
    ["in any case", { PATHS: "infra/open.json", FAIL: "False" }, 0],
    ["fails on findings whatever else is said of it", { PATHS: "infra/open.json", FAIL: "True" }, 1],
    ["and nothing like false", { PATHS: "infra/open.json", FAIL: "no" }, 1],
    ["fails on unreadable input all the same", { PATHS: "missing.json", FAIL: "false" }, 2],
    ["passes what is clean", { PATHS: "infra/closed.json" }, 0],
    [
      "reads several paths and more options",
      { PATHS: "infra/open.json infra/closed.json", ARGUMENTS: "--severity error" },
      0,
    ],
    ["reads paths on several lines", { PATHS: "infra/closed.json\ninfra/open.json\n" }, 1],
    [
      "reads options on several lines",
      { PATHS: "infra/open.json", ARGUMENTS: "--severity error\n--exclude '*.none'\n" },
      0,
    ],
    ["keeps a quoted path together", { PATHS: '"my infra"' }, 1],
    ["refuses a quote that is open", { PATHS: '"my infra' }, 2],
    ["checks everything without paths", { PATHS: " \n" }, 1],
    ["takes no path for an option", { PATHS: "--help" }, 2],
  ])("%s", (_what, variables, status) => {
    const ran = act(variables);
    expect(ran.status, ran.out).toBe(status);
    expect(ran.out).not.toContain("planted");
  });

  test("writes annotations", () => {
    expect(act({ PATHS: "infra/open.json" }).out).toMatch(/^::warning file=infra\/open\.json,line=\d+/m);
  });
});

test("the bill of materials is valid CycloneDX and names every library of the notices", async () => {
  const file = join(folder, "sbom.cdx.json");
  execFileSync(process.execPath, [tsx, "scripts/release/sbom.ts", file], { cwd: root });
  const text = readFileSync(file, "utf8");
  const { Validation, Spec } = await import("@cyclonedx/cyclonedx-library");
  const validator = new Validation.JsonStrictValidator(Spec.Version.v1dot6);
  expect(await validator.validate(text)).toBeNull();
  const { components } = JSON.parse(text) as { readonly components: readonly { readonly name: string }[] };
  const notices = readFileSync(join(root, "THIRD-PARTY-NOTICES.md"), "utf8").matchAll(/^### (.+)$/gm);
  const named = [...notices].map(([, name]) => name);
  expect([...new Set(components.map(({ name }) => name))].toSorted()).toEqual(named.toSorted());
});

describe("the workflows", () => {
  const names = readdirSync(join(root, ".github/workflows"));
  const workflow = (name: string): Workflow =>
    load(readFileSync(join(root, ".github/workflows", name), "utf8")) as Workflow;
  const jobs = names.flatMap((name) => Object.values(workflow(name).jobs));
  const steps = jobs.flatMap((job) => job.steps ?? []);
  const releasing = [...Object.values(workflow("release.yml").jobs), workflow("test.yml").jobs["package"]];
  const releasingSteps = releasing.flatMap((job) => job?.steps ?? []);

  test("take actions of others by commit, and no container", () => {
    const action = load(readFileSync(join(root, "action.yml"), "utf8")) as { readonly runs: Job };
    const used = [...jobs, ...steps, ...(action.runs.steps ?? [])].flatMap(({ uses }) => uses ?? []);
    expect(used.length).toBeGreaterThan(10);
    for (const each of used) expect(each).toMatch(/^(?:\.\/|[\w-]+\/[\w-]+@[0-9a-f]{40}$)/);
    expect(jobs.filter(({ container }) => container !== undefined)).toEqual([]);
  });

  test("leave no credentials in a checkout", () => {
    const checkouts = steps.filter(({ uses }) => uses?.startsWith("actions/checkout@"));
    expect(checkouts.length).toBeGreaterThan(5);
    for (const { with: settings } of checkouts) expect(settings).toEqual({ "persist-credentials": false });
  });

  test("build and release with locked packages, without their scripts and without a cache", () => {
    const commands = releasingSteps.flatMap(({ run }) => run?.split("\n") ?? []);
    const installing = commands.filter((run) => /\bnpm (ci|i|install)\b/.test(run)).map((run) => run.trim());
    expect(installing.length).toBeGreaterThan(1);
    expect(new Set(installing)).toEqual(new Set(["npm ci --ignore-scripts"]));
    for (const run of commands) expect(run).not.toMatch(/\bnpx (?!--no |vitest )/);
    const nodes = releasingSteps.filter(({ uses }) => uses?.startsWith("actions/setup-node@"));
    expect(nodes.length).toBeGreaterThan(2);
    for (const { with: settings } of nodes) {
      expect(settings).toMatchObject({ "package-manager-cache": false });
      expect(settings).not.toHaveProperty("cache");
    }
  });
});

interface Workflow {
  readonly jobs: Readonly<Record<string, Job>>;
}

interface Job {
  readonly uses?: string;
  readonly container?: unknown;
  readonly steps?: readonly Step[];
}

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}
