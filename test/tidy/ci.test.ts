import { execFileSync, spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { load } from "js-yaml";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { closed, templateText, vaultResource } from "../cli/workspace.ts";
import { hasGit } from "../support/git.ts";
import { placeProduct } from "../support/product.ts";

const root = join(import.meta.dirname, "../..");
let folder = "";
const at = (...path: readonly string[]): string => join(folder, ...path);

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "keyvault-network-ci-"));
  placeProduct(at("dist"));
  mkdirSync(at("checkout/infra"), { recursive: true });
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

function write(rules: object): void {
  writeFileSync(at("checkout/infra/main.json"), templateText([vaultResource("kv", rules)]));
}

async function run(
  program: string,
  argv: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<{ readonly status: number | null; readonly out: string }> {
  const child = spawn(program, argv, { cwd: at("checkout"), env: { ...process.env, ...env } });
  let out = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (part) => (out += String(part)));
  const status = await new Promise<number | null>((resolve) => child.on("close", resolve));
  return { status, out };
}

describe.runIf(process.platform !== "win32")("the template for GitLab", () => {
  interface Job {
    readonly script: readonly string[];
    readonly variables: Readonly<Record<string, string>>;
    readonly artifacts: { readonly reports: { readonly codequality: string } };
  }
  const [job] = Object.values(
    load(readFileSync(join(root, "ci/gitlab.yml"), "utf8")) as Readonly<Record<string, Job>>,
  );

  test.each([
    ["an open vault fails the job", { defaultAction: "Allow" }, 1, ["KV101"]],
    ["a closed one does not", closed, 0, []],
  ])("%s, and the report says why", async (_, rules, status, codes) => {
    write(rules);
    // The package that is installed is the product as it is.
    writeFileSync(at("npx"), `#!/bin/sh\nshift 2\nexec node ${at("dist/cli.js")} "$@"\n`, { mode: 0o755 });
    const env = {
      ...job?.variables,
      KEYVAULT_NETWORK_OPTIONS: "--only KV101",
      PATH: `${folder}:${process.env["PATH"] ?? ""}`,
    };
    const ran = await run("bash", ["-ec", (job?.script ?? []).join("\n")], env);
    expect(ran.status, ran.out).toBe(status);
    const report = job?.artifacts.reports.codequality ?? "";
    const issues = JSON.parse(readFileSync(at("checkout", report), "utf8")) as readonly {
      readonly check_name: string;
    }[];
    expect(issues.map((each) => each.check_name)).toEqual(codes);
  });
});

// pre-commit itself is a program in Python, which is not installed for tests. It runs this command in the folder of the repository.
describe.runIf(hasGit && process.platform !== "win32")("the hook for pre-commit, as a hook of git", () => {
  test.each([
    ["an open vault stops the commit", { defaultAction: "Allow" }, 1],
    ["a closed one does not", closed, 0],
  ])("%s", async (_, rules, status) => {
    const [hook] = load(readFileSync(join(root, ".pre-commit-hooks.yaml"), "utf8")) as readonly {
      readonly entry: string;
      readonly args: readonly string[];
    }[];
    write(rules);
    writeFileSync(at("keyvault-network"), `#!/bin/sh\nexec node ${at("dist/cli.js")} "$@"\n`, {
      mode: 0o755,
    });
    const command = [hook?.entry ?? "", ...(hook?.args ?? [])].join(" ");
    execFileSync("git", ["init", "--quiet"], { cwd: at("checkout") });
    const file = at("checkout/.git/hooks/pre-commit");
    writeFileSync(file, `#!/bin/sh\nPATH=${folder}:$PATH exec ${command}\n`, { mode: 0o755 });
    execFileSync("git", ["add", "."], { cwd: at("checkout") });
    const who = ["-c", "user.name=t", "-c", "user.email=t@example.com", "-c", "commit.gpgsign=false"];
    const ran = await run("git", [...who, "commit", "--message", "one"], {});
    expect(ran.status, ran.out).toBe(status);
    if (status === 1) expect(ran.out).toContain("KV101");
    rmSync(at("checkout/.git"), { recursive: true });
  });
});

describe("the task of Azure DevOps", () => {
  const made = (): string => at("extension");

  beforeAll(() => {
    const tsx = join(root, "node_modules/tsx/dist/cli.mjs");
    execFileSync(process.execPath, [tsx, "scripts/release/azure-devops.ts", at("dist"), made()], {
      cwd: root,
    });
  });

  /** Runs the task as an agent does: inputs are variables. */
  const act = (
    inputs: Readonly<Record<string, string>>,
    env: Readonly<Record<string, string>> = {},
  ): ReturnType<typeof run> => {
    const named = Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]);
    const variables = { AGENT_TEMPDIRECTORY: folder, ...env };
    return run(process.execPath, [join(made(), "task/run.cjs")], {
      ...(Object.fromEntries(named) as Record<string, string>),
      ...variables,
    });
  };

  test("has manifests that fit each other, the project and the agent", () => {
    const read = (path: string): Readonly<Record<string, unknown>> =>
      JSON.parse(readFileSync(path, "utf8")) as Readonly<Record<string, unknown>>;
    const extension = read(join(made(), "vss-extension.json"));
    const task = read(join(made(), "task/task.json"));
    const { version } = read(join(root, "package.json"));
    const { Major, Minor, Patch } = task["version"] as Readonly<Record<string, number>>;
    expect([extension["version"], [Major, Minor, Patch].join(".")]).toEqual([version, version]);
    expect(task["id"]).toMatch(/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    expect(task["name"]).toMatch(/^[A-Za-z0-9-]+$/);
    const { content, icons } = extension as {
      readonly content: Readonly<Record<string, { readonly path: string }>>;
      readonly icons: Readonly<Record<string, string>>;
    };
    const files = [...Object.values(content).map(({ path }) => path), ...Object.values(icons), "task/cli.js"];
    for (const file of files) expect(existsSync(join(made(), file)), file).toBe(true);
    const inputs = task["inputs"] as readonly { readonly name: string; readonly type: string }[];
    const program = readFileSync(join(made(), "task/run.cjs"), "utf8");
    for (const { name, type } of inputs) {
      expect(["multiLine", "boolean"]).toContain(type);
      expect(program).toMatch(
        new RegExp(`(?:lines|isSet)\\("${name.toUpperCase()}"\\)|INPUT_${name.toUpperCase()}`),
      );
    }
  });

  test.each([
    ["fails on findings", { defaultAction: "Allow" }, {}, 1, "Failed"],
    ["may let them pass", { defaultAction: "Allow" }, { fail: "false" }, 0, "SucceededWithIssues"],
    ["passes what is clean", closed, { arguments: "--severity=error" }, 0, "Succeeded"],
    ["fails on what is missing", closed, { paths: "nowhere", fail: "false" }, 2, "Failed"],
  ])("%s", async (_, rules, inputs, status, result) => {
    write(rules);
    const ran = await act({ paths: "infra\n", summary: "true", ...inputs });
    expect(ran.status, ran.out).toBe(status);
    expect(ran.out).toContain(`##vso[task.complete result=${result};]`);
    if (status === 1)
      expect(ran.out).toMatch(/^##vso\[task\.logissue type=warning;sourcepath=infra\/main\.json/m);
    const summary = /^##vso\[task\.uploadsummary\](.+)$/m.exec(ran.out)?.[1] ?? "";
    if (status !== 2) expect(readFileSync(summary, "utf8")).toContain("Key Vault");
  });

  test.runIf(hasGit)("comments on a pull request once, and updates that comment", async () => {
    const git = (...argv: readonly string[]): string =>
      execFileSync("git", ["-c", "user.name=t", "-c", "user.email=t@example.com", ...argv], {
        cwd: at("checkout"),
        encoding: "utf8",
      });
    write(closed);
    git("init", "--quiet", "--initial-branch", "main");
    git("add", ".");
    git("commit", "--quiet", "--message", "one");
    git("update-ref", "refs/remotes/origin/main", "HEAD");
    write({ defaultAction: "Allow" });
    const asked: string[] = [];
    const contents: string[] = [];
    const server = createServer((request, response) => {
      let text = "";
      request.on("data", (part) => (text += String(part)));
      request.on("end", () => {
        asked.push(`${request.method ?? ""} ${(request.url ?? "").replace(/^.*threads/, "")}`);
        expect(request.headers.authorization).toBe("Bearer secret");
        if (text !== "") contents.push(/"content":("(?:[^"\\]|\\.)*")/.exec(text)?.[1] ?? "");
        const [last] = contents.slice(-1).map((each) => JSON.parse(each) as string);
        const value = last === undefined ? [] : [{ id: 5, comments: [{ id: 1, content: last }] }];
        response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify({ value }));
      });
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const env = {
      ENDPOINT_AUTH_PARAMETER_SYSTEMVSSCONNECTION_ACCESSTOKEN: "secret",
      SYSTEM_COLLECTIONURI: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
      SYSTEM_TEAMPROJECTID: "project",
      BUILD_REPOSITORY_ID: "repository",
      SYSTEM_PULLREQUEST_PULLREQUESTID: "7",
      SYSTEM_PULLREQUEST_TARGETBRANCH: "refs/heads/main",
    };
    await act({ paths: "infra", comment: "true" }, env);
    await act({ paths: "infra", comment: "true" }, env);
    server.close();
    const version = "?api-version=7.1";
    const [first, second] = [
      [`GET ${version}`, `POST ${version}`],
      [`GET ${version}`, `PATCH /5/comments/1${version}`],
    ];
    expect(asked).toEqual([...first, ...second]);
    expect(contents[0]).toMatch(/the internet/);
  });
});
