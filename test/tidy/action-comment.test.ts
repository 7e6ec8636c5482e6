import { execFileSync, spawn, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { load } from "js-yaml";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { closed, templateText, vaultResource } from "../cli/workspace.ts";
import { hasGit } from "../support/git.ts";
import { placeProduct } from "../support/product.ts";

const root = join(import.meta.dirname, "../..");

interface Comment {
  readonly id: number;
  body: string;
  readonly user: { readonly type: string };
  readonly author_association: string;
}

/** A pull request as GitHub's interface shows it; `mayWrite` is what the token may do. */
const pull: { comments: Comment[]; mayWrite: boolean; readonly asked: string[] } = {
  comments: [],
  mayWrite: true,
  asked: [],
};
let server: Server;
let folder = "";
let [base, head] = ["", ""];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "keyvault-network-comment-"));
  placeProduct(join(folder, "dist"));
  server = await serve();
  if (hasGit) [base, head] = changedRepository(join(folder, "checkout"));
});

afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

beforeEach(() => {
  Object.assign(pull, { comments: [], mayWrite: true });
  pull.asked.length = 0;
});

describe.runIf(hasGit)("the comment of the action", () => {
  test("says who gains and who loses access, with links to the lines", async () => {
    await comment({ BASE: base });
    const [posted, ...others] = pull.comments;
    expect(others).toEqual([]);
    expect(posted?.body.replaceAll(head, "HEAD")).toMatchInlineSnapshot(`
      "<!-- keyvault-network -->

      ### Access changes

      **4 callers gain access to 2 vaults**: the internet, 198.51.100.8, 203.0.113.7, and trusted services; **1 caller loses access to kv-shop**: 203.0.113.7; proved for what the repository declares.

      #### Gains access

      | From | Vault | Before | After | Where |
      | --- | --- | --- | --- | --- |
      | ⚠ internet | kv-data | ⊘ Denied | ✓ Allowed | [\`infra/main.json:27\`](https://github.com/o/r/blob/HEAD/infra/main.json#L27) |
      | 198.51.100.8 | kv-shop | ⊘ Denied | ✓ Allowed | [\`infra/main.json:14\`](https://github.com/o/r/blob/HEAD/infra/main.json#L14) |
      | 198.51.100.8 | kv-data | ⊘ Denied | ✓ Allowed | [\`infra/main.json:27\`](https://github.com/o/r/blob/HEAD/infra/main.json#L27) |
      | 203.0.113.7 | kv-data | ⊘ Denied | ✓ Allowed | [\`infra/main.json:27\`](https://github.com/o/r/blob/HEAD/infra/main.json#L27) |
      | trusted services | kv-data | ⊘ Denied | ✓ Allowed | [\`infra/main.json:27\`](https://github.com/o/r/blob/HEAD/infra/main.json#L27) |

      #### Loses access

      | From | Vault | Before | After | Where |
      | --- | --- | --- | --- | --- |
      | 203.0.113.7 | kv-shop | ✓ Allowed | ⊘ Denied | [\`infra/main.json:11\`](https://github.com/o/r/blob/HEAD/infra/main.json#L11) |

      <details><summary>Access tests that accept this</summary>

      \`\`\`json
      "tests": [
        {"from":"198.51.100.8","to":"kv-shop","expect":"allow"},
        {"from":"internet","to":"kv-data","expect":"allow"},
        {"from":"198.51.100.8","to":"kv-data","expect":"allow"},
        {"from":"203.0.113.7","to":"kv-data","expect":"allow"}
      ]
      \`\`\`

      </details>

      <sub>Data plane only: these rules do not filter deployments or changes to the vault itself. Permissions are not checked.</sub>
      "
    `);
  });

  test("is updated by the next run, and then says that nothing changes", async () => {
    const summary = join(folder, "each.md");
    writeFileSync(summary, "");
    await comment({ BASE: base, GITHUB_STEP_SUMMARY: summary });
    await comment({ BASE: head, GITHUB_STEP_SUMMARY: summary });
    expect(readFileSync(summary, "utf8")).toMatch(/Gains access[^]*compared have the same access/);
    expect(pull.comments).toHaveLength(1);
    expect(pull.comments[0]?.body).toContain("The callers that were compared have the same access.");
    expect(pull.asked.filter((each) => !each.startsWith("GET"))).toEqual([
      "POST /repos/o/r/issues/7/comments",
      "PATCH /repos/o/r/issues/comments/1",
    ]);
  });

  test("is not posted if there is nothing to say, and never replaces that of a stranger", async () => {
    await comment({ BASE: head });
    expect(pull.comments).toEqual([]);
    const body = "<!-- keyvault-network -->\nI was here first.";
    const strange = { id: 1, body, user: { type: "User" }, author_association: "NONE" };
    pull.comments.push(strange);
    await comment({ BASE: base });
    expect(pull.comments[0]).toEqual({ ...strange, body });
    expect(pull.comments).toHaveLength(2);
  });

  test("goes into the summary of the run if the token may not comment", async () => {
    pull.mayWrite = false;
    const summary = join(folder, "summary.md");
    writeFileSync(summary, "");
    const { status, out } = await comment({ BASE: base, GITHUB_STEP_SUMMARY: summary });
    expect([status, out]).toEqual([0, expect.stringContaining("::warning::The token may not comment")]);
    expect(readFileSync(summary, "utf8")).toContain("Gains access");
  });

  test("is not emptied by long names or many rows: what is exposed comes first, and the run has all", async () => {
    const checkout = join(folder, "checkout");
    const git = (...argv: readonly string[]): string =>
      execFileSync("git", ["-c", "user.name=t", "-c", "user.email=t@example.com", ...argv], {
        cwd: checkout,
        encoding: "utf8",
      }).trim();
    const many = Array.from({ length: 600 }, (_, n) => ({ value: `198.51.${100 + (n >> 8)}.${n & 255}` }));
    const decoy = { ...closed, ipRules: many };
    const place = join(checkout, "infra/a.json");
    writeFileSync(place, templateText([vaultResource("q".repeat(66_000), decoy)]));
    writeFileSync(
      join(checkout, "infra/zz.json"),
      templateText([vaultResource("kv-prod", { ...closed, defaultAction: "Allow" })]),
    );
    git("add", ".");
    git("commit", "--message", "decoy");
    const summary = join(folder, "all.md");
    writeFileSync(summary, "");
    await comment({ BASE: head, GITHUB_RUN_ID: "42", GITHUB_STEP_SUMMARY: summary });
    const body = pull.comments[0]?.body ?? "";
    git("reset", "--hard", head);
    expect(body.length).toBeLessThan(65_536);
    expect(body).toMatch(/\| --- \|\n\| ⚠ internet \| kv-prod \|/);
    expect(body).toContain(`| ${"q".repeat(100)}… |`);
    const [, left = ""] =
      /^(\d+) rows are left out; \[the run\]\(https:\/\/github\.com\/o\/r\/actions\/runs\/42\) lists all\.$/m.exec(
        body,
      ) ?? [];
    const rowsOf = (text: string): number => (text.match(/^\| .*\[`infra/gm) ?? []).length;
    expect(rowsOf(body) + Number(left)).toBe(rowsOf(readFileSync(summary, "utf8")));
    expect(Number(left)).toBeGreaterThan(0);
  });

  test("needs a pull request, and its base", async () => {
    expect(await comment({ BASE: "" })).toMatchObject({ status: 0 });
    const { status, out } = await comment({ BASE: "0123456789012345678901234567890123456789" });
    expect([status, out]).toEqual([2, expect.stringContaining("::error::The base of the pull request")]);
    expect(pull.asked).toEqual([]);
  });
});

const hasTools = ["jq", "curl", "git"].every((each) => spawnSync(each, ["--version"]).status === 0);
if (!hasTools)
  console.warn("jq, curl or git is missing: the documented step for Azure Pipelines is not run.");

describe.runIf(hasTools)("the documented step for Azure Pipelines", () => {
  const page = readFileSync(join(root, "docs/command-line.md"), "utf8");
  const block =
    [...page.matchAll(/^```yaml\n(- checkout: self[^]*?)^```$/gm)]
      .map(([, yaml = ""]) => yaml)
      .find((yaml) => yaml.includes("- bash:")) ?? "";
  const steps = load(block) as readonly { readonly bash?: string }[];
  const script = steps.find(({ bash }) => bash !== undefined)?.bash ?? "";

  test("posts the same text as a thread, and updates it", async () => {
    execFileSync("git", ["update-ref", "refs/remotes/origin/main", base], { cwd: join(folder, "checkout") });
    await thread(script);
    await thread(script);
    expect(threads.all).toHaveLength(1);
    expect(threads.all[0]?.comments[0]?.content).toMatch(/^<!-- keyvault-network -->[^]*Gains access/);
    expect(threads.asked).toEqual(["GET", "POST", "GET", "PATCH"]);
  });
});

test("the action gives the script what it reads, and only to itself", () => {
  const { runs, inputs } = load(readFileSync(join(root, "action.yml"), "utf8")) as {
    readonly runs: {
      readonly steps: readonly { readonly if?: string; readonly env: object; readonly run: string }[];
    };
    readonly inputs: Readonly<Record<string, { readonly default: string }>>;
  };
  expect(inputs["comment"]?.default).toBe("false");
  const [commenting, checking] = runs.steps;
  expect(commenting?.if).toBe("inputs.comment == 'true'");
  const script = ["comment.sh", "comment.mjs"]
    .map((name) => readFileSync(join(root, ".github", name), "utf8"))
    .join("");
  for (const name of Object.keys(commenting?.env ?? {})) expect(script).toContain(name);
  expect(Object.keys(checking?.env ?? {})).not.toContain("TOKEN");
  // No input is ever read as a command.
  for (const { run } of runs.steps) expect(run).not.toContain("${{");
});

/** Runs the script of a pull request as the runner does. */
async function comment(
  variables: Readonly<Record<string, string>>,
): Promise<{ readonly status: number | null; readonly out: string }> {
  const { port } = server.address() as AddressInfo;
  const github = {
    GITHUB_API_URL: `http://127.0.0.1:${port}`,
    GITHUB_SERVER_URL: "https://github.com",
    GITHUB_REPOSITORY: "o/r",
    GITHUB_ACTION_PATH: folder,
    ...{ NUMBER: "7", TOKEN: "secret", HEAD: head, PATHS: "infra" },
  };
  const run = spawn("bash", [join(root, ".github/comment.sh")], {
    cwd: join(folder, "checkout"),
    env: { ...process.env, GITHUB_STEP_SUMMARY: "", ...github, ...variables },
  });
  let out = "";
  for (const stream of [run.stdout, run.stderr]) stream.on("data", (text) => (out += String(text)));
  const status = await new Promise<number | null>((resolve) => run.on("close", resolve));
  return { status, out };
}

/** Two commits: a vault is opened to an address and closed to another, and a vault opens to the internet. */
function changedRepository(checkout: string): [base: string, head: string] {
  const git = (...argv: readonly string[]): string =>
    execFileSync("git", ["-c", "user.name=t", "-c", "user.email=t@example.com", ...argv], {
      cwd: checkout,
      encoding: "utf8",
    }).trim();
  const commit = (ip: string, rules: object): string => {
    const listed = { ...closed, ipRules: [{ value: ip }] };
    writeFileSync(
      join(checkout, "infra/main.json"),
      templateText([vaultResource("kv-shop", listed), vaultResource("kv-data", rules)]),
    );
    git("add", ".");
    git("commit", "--message", "change");
    return git("rev-parse", "HEAD");
  };
  mkdirSync(join(checkout, "infra"), { recursive: true });
  git("init", "--initial-branch", "main");
  return [commit("203.0.113.7", closed), commit("198.51.100.8", { ...closed, defaultAction: "Allow" })];
}

interface Thread {
  readonly id: number;
  readonly comments: { readonly id: number; content: string }[];
}

/** The threads of a pull request in Azure DevOps. */
const threads: { readonly all: Thread[]; readonly asked: string[] } = { all: [], asked: [] };

async function thread(script: string): Promise<void> {
  const made = createServer((request, response) => {
    let text = "";
    request.on("data", (part) => (text += String(part)));
    request.on("end", () => {
      const { method = "" } = request;
      threads.asked.push(method);
      if (method === "POST") {
        const { comments } = JSON.parse(text) as {
          readonly comments: readonly { readonly content: string }[];
        };
        threads.all.push({ id: 5, comments: comments.map((each) => ({ id: 1, content: each.content })) });
      }
      const [first] = threads.all.flatMap(({ comments }) => comments);
      if (method === "PATCH" && first) first.content = (JSON.parse(text) as { content: string }).content;
      response
        .writeHead(200, { "content-type": "application/json" })
        .end(JSON.stringify({ value: threads.all }));
    });
  });
  await new Promise<void>((resolve) => made.listen(0, "127.0.0.1", resolve));
  const { port } = made.address() as AddressInfo;
  writeFileSync(
    join(folder, "keyvault-network"),
    `#!/bin/sh\nexec node ${join(folder, "dist/cli.js")} "$@"\n`,
    { mode: 0o755 },
  );
  const variables = {
    PATH: `${folder}:${process.env["PATH"] ?? ""}`,
    TOKEN: "secret",
    SYSTEM_COLLECTIONURI: `http://127.0.0.1:${port}/`,
    SYSTEM_TEAMPROJECTID: "project",
    BUILD_REPOSITORY_ID: "repository",
    SYSTEM_PULLREQUEST_PULLREQUESTID: "7",
    SYSTEM_PULLREQUEST_TARGETBRANCH: "refs/heads/main",
  };
  const run = spawn("bash", ["-c", script], {
    cwd: join(folder, "checkout"),
    env: { ...process.env, ...variables },
  });
  let error = "";
  run.stderr.on("data", (part) => (error += String(part)));
  const status = await new Promise<number | null>((resolve) => run.on("close", resolve));
  made.close();
  expect(status, error).toBe(0);
}

function serve(): Promise<Server> {
  const made = createServer((request, response) => {
    let text = "";
    request.on("data", (part) => (text += String(part)));
    request.on("end", () => {
      const { method = "", url = "" } = request;
      pull.asked.push(`${method} ${url.replace(/\?.*/, "")}`);
      const answer = (status: number, body: unknown): void => {
        response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
      };
      if (request.headers.authorization !== "Bearer secret") answer(401, {});
      else if (method === "GET") answer(200, pull.comments);
      else if (!pull.mayWrite) answer(403, {});
      else answer(200, write(method, url, (JSON.parse(text) as Comment).body));
    });
  });
  return new Promise((resolve) =>
    made.listen(0, "127.0.0.1", () => {
      resolve(made);
    }),
  );
}

function write(method: string, url: string, body: string): object {
  if (method === "POST") {
    const id = pull.comments.length + 1;
    pull.comments.push({ id, body, user: { type: "Bot" }, author_association: "NONE" });
    return { id };
  }
  const found = pull.comments.find(({ id }) => url.endsWith(`/${id}`));
  if (found) found.body = body;
  return {};
}
