import { describe, expect, it } from "vitest";
import { analyze, planWorkspace, reportVaults } from "../../server/src/core/index.ts";
import { parametersText, templateText, vaultResource } from "../cli/workspace.ts";
import { runInMemory } from "../support/memory-cli.ts";
import { filesInMemory, type Texts } from "../support/files-in-memory.ts";

const repository = "https://raw.githubusercontent.com/org/repo/main";

/** A template that deploys what an address names. */
function linkTo(uri: string, parts: object = {}): string {
  const properties = { mode: "Incremental", templateLink: { uri } };
  return templateText(
    [{ type: "Microsoft.Resources/deployments", apiVersion: "2022-09-01", name: "nested", properties }],
    parts,
  );
}

const closed = templateText([vaultResource("kv", { defaultAction: "Deny", bypass: "None" })]);
const open = templateText([vaultResource("kv", { defaultAction: "Allow" })]);
const base = { parameters: { base: { type: "string" } } };

interface Case {
  readonly uri: string;
  readonly parts?: object;
  readonly files: Texts;
  /** Null where the template that is linked to is not known. */
  readonly found: string | null;
}

const cases: Readonly<Record<string, Case>> = {
  "a literal address": {
    uri: `${repository}/modules/access.json`,
    files: { "/repo/modules/access.json": closed },
    found: "/repo/modules/access.json",
  },
  "an address with a query": {
    uri: `${repository}/modules/access%20one.json?sv=1`,
    files: { "/repo/modules/access one.json": closed },
    found: "/repo/modules/access one.json",
  },
  "the longest end before a nearer file": {
    uri: `${repository}/modules/access/main.json`,
    files: { "/repo/deploy/access/main.json": open, "/repo/modules/access/main.json": closed },
    found: "/repo/modules/access/main.json",
  },
  "uri() on a parameter that any deployment may set": {
    uri: "[uri(parameters('base'), 'kv.json')]",
    parts: { parameters: { base: { type: "string", defaultValue: `${repository}/elsewhere/` } } },
    files: { "/repo/deploy/kv.json": closed },
    found: "/repo/deploy/kv.json",
  },
  "concat() of variables, with a token that is empty by default": {
    uri: "[concat(variables('folder'), variables('file'), parameters('token'))]",
    parts: {
      parameters: { base: { type: "string" }, token: { type: "string", defaultValue: "" } },
      variables: { folder: "[concat(parameters('base'), '/modules/')]", file: "kv.json" },
    },
    files: { "/repo/modules/kv.json": closed },
    found: "/repo/modules/kv.json",
  },
  "a name of a file that many repositories have": {
    uri: `${repository}/kv.json`,
    files: { "/repo/kv.json": closed },
    found: null,
  },
  "a file of another repository that this one has too": {
    uri: "https://raw.githubusercontent.com/Azure/azure-quickstart-templates/master/modules/kv.json",
    files: { "/repo/modules/kv.json": closed },
    found: null,
  },
  "another branch of this repository, in whatever case it is written": {
    uri: "https://github.com/Org/Repo.git/raw/dev/modules/kv.json",
    files: { "/repo/modules/kv.json": closed },
    found: "/repo/modules/kv.json",
  },
  "a server that names no repository": {
    uri: "https://store.blob.core.windows.net/templates/modules/kv.json",
    files: { "/repo/modules/kv.json": closed },
    found: "/repo/modules/kv.json",
  },
  "a file that is not in the repository": {
    uri: `${repository}/modules/other.json`,
    files: { "/repo/modules/kv.json": closed },
    found: null,
  },
  "an end that a deployment chooses": {
    uri: "[concat(parameters('base'), parameters('file'))]",
    parts: { parameters: { base: { type: "string" }, file: { type: "string", defaultValue: "kv.json" } } },
    files: { "/repo/deploy/kv.json": closed },
    found: null,
  },
  "variables that lead back to themselves": {
    uri: "[variables('a')]",
    parts: { variables: { a: "[concat(variables('b'), '/kv.json')]", b: "[variables('a')]" } },
    files: {},
    found: null,
  },
  "a file that is not a template": {
    uri: `${repository}/modules/kv.parameters.json`,
    files: { "/repo/modules/kv.parameters.json": parametersText({ a: 1 }) },
    found: null,
  },
};

describe("a template that is linked to by its address", () => {
  it.each(Object.entries(cases))("is that of %s", (_, { uri, parts, files: others, found }) => {
    const root = "/repo/deploy/main.json";
    const files = filesInMemory({ [root]: linkTo(uri, parts), ...others });
    const { worlds, documents } = analyze({ root, files });
    const vaults = reportVaults(worlds).map(({ exposure, label }) => `${exposure} ${label.document}`);
    expect(vaults).toEqual(found === null ? [] : [`private ${found}`]);
    expect([...documents.keys()].includes(found ?? "")).toBe(found !== null);
    const plan = planWorkspace(
      { found: [root, ...Object.keys(others)], named: [], parameterFiles: [], accessFileOf: () => null },
      files,
    );
    expect(plan.roots.some((each) => each.root === found)).toBe(false);
  });

  it.each([
    ["an end", "[uri(parameters('base'), 'nested/kv.json')]", "nested/kv.json", "deploy/nested/kv.json"],
    ["a longer end", "[uri(parameters('base'), 'nested/kv.json')]", "nested/kv.json", "kv.json"],
    ["the address of a server", "https://x.net/a/b/kv.json", "b/kv.json", "a/b/kv.json"],
    ["an address of its repository", `${repository}/a/b/kv.json`, "a/b/kv.json", "b/kv.json"],
  ])("may be each of two files that fit %s, and the run ends with 2", (_, uri, one, other) => {
    const action = { parameters: { action: { type: "string", defaultValue: "Deny" } } };
    const vault = templateText([vaultResource("kv", { defaultAction: "[parameters('action')]" })], action);
    const stub = templateText([], action);
    const files = { "deploy/main.json": linkTo(uri, { ...base, ...action }), [one]: vault };
    const alone = runInMemory(files);
    expect(alone.report.unread).toEqual([]);
    const { report, status } = runInMemory({ ...files, [other]: stub });
    expect(status).toBe(2);
    expect(report.unread).toMatchObject([{ reason: "several files fit" }]);
  });

  it("is never looked for outside of what is judged, nor in more than a few folders", () => {
    const root = "/a/b/c/d/e/f/g/h/i/j/main.json";
    const listed = new Set<string>();
    const all = filesInMemory({
      [root]: linkTo(`${repository}/x/modules/kv.json`),
      "/modules/kv.json": closed,
    });
    const files = {
      ...all,
      list: (folder: string) => {
        listed.add(folder);
        return all.list?.(folder) ?? null;
      },
    };
    expect(reportVaults(analyze({ root, files }).worlds)).toEqual([]);
    expect(listed.size).toBeLessThanOrEqual(64);
    listed.clear();
    analyze({ root, files: { ...files, isOutside: (id) => !id.startsWith("/a/b/c/d/e/f/g/h/") } });
    expect([...listed].filter((folder) => !folder.startsWith("/a/b/c/d/e/f/g/h/"))).toEqual([]);
  });
});
