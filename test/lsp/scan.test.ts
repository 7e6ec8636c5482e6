import { describe, expect, it } from "vitest";
import { saySearched } from "../../server/src/lsp/notes.ts";
import type { FindingsResult } from "../../server/src/protocol/findings.ts";
import type { ScanResult, ScanSummary, VaultsResult } from "../../server/src/protocol/vaults.ts";
import { serverNotifications, serverRequests } from "../../server/src/protocol.ts";
import type { FileSource } from "../../server/src/lsp/files.ts";
import { templatePattern } from "../../server/src/lsp/scan.ts";
import { vaultWith } from "../outside/vault-with.ts";
import { Editor } from "./support/editor.ts";
import { changingFiles, editorOf, memoryFiles } from "./support/memory.ts";

const vault = (action: string): string => `resource kv 'Microsoft.KeyVault/vaults@2026-02-01' = {
  name: 'kv'
  properties: { networkAcls: { defaultAction: ${action} } }
}
`;
const template = `param action string\n${vault("action")}`;
const values = (action: string): string => `using 'main.bicep'\nparam action = '${action}'\n`;

async function scanned(editor: Editor): Promise<ScanSummary | null> {
  return (await editor.request<ScanResult>(serverRequests.scan, {})).summary;
}

describe("a scan", () => {
  it("counts a vault once, which is public where some environment opens it", async () => {
    const summary = await scanned(
      await editorOf({
        "file:///w/main.bicep": template,
        "file:///w/main.dev.bicepparam": values("Allow"),
        "file:///w/main.prod.bicepparam": values("Deny"),
        "file:///w/open.bicep": template,
      }),
    );
    expect(summary).toEqual({
      vaults: { declared: 2, referenced: 0, inStates: 0 },
      public: 1,
      unknown: 1,
      unread: {
        files: { count: 0, isAtLeast: false },
        parameterFiles: { count: 0, isAtLeast: false },
        environments: 0,
        modules: 0,
      },
    });
  });

  it("shows its progress", async () => {
    const editor = await editorOf({ "file:///w/open.bicep": vault("'Allow'") });
    const { templates } = await editor.request<ScanResult>(serverRequests.scan, {});
    expect(templates).toBe(1);
    expect(editor.inbox.methods).toContain("window/workDoneProgress/create");
  });

  it("counts modules that cannot be read", async () => {
    const call = (path: string): string => `module m '${path}' = { name: 'm' }\n`;
    const summary = await scanned(
      await editorOf({
        "file:///w/a.bicep": call("missing.bicep") + vault("'Deny'"),
        "file:///w/b.bicep": `${call("br:x.azurecr.io/kv:1")}module n 'gone.bicep' = { name: 'n' }\n`,
        "file:///w/c.bicep": vault("'Deny'"),
      }),
    );
    expect(summary?.unread.modules).toBe(3);
  });

  it("counts environments beyond 64 of one root, and those beyond 256 worlds", async () => {
    const many = (count: number, text: string): Readonly<Record<string, string>> => ({
      "file:///w/main.bicep": text,
      ...Object.fromEntries(
        Array.from({ length: count }, (_, n) => [`file:///w/main.e${n}.bicepparam`, values("Deny")]),
      ),
    });
    expect((await scanned(await editorOf(many(66, template))))?.unread.environments).toBe(2);
    const flags = ["a", "b", "c", "d"];
    const open = `${flags.map((name) => `param ${name} bool\n`).join("")}${template.replace(
      "defaultAction: action",
      "defaultAction: a && b && c && d ? 'Allow' : action",
    )}`;
    expect((await scanned(await editorOf(many(20, open))))?.unread.environments).toBe(4);
  });

  it("counts files that are too many to read, and says when it stopped counting", async () => {
    const few = { "file:///w/a.bicep": vault("'Allow'"), "file:///w/main.bicepparam": values("Deny") };
    const files = (templates: number, parameters: number): ReturnType<typeof memoryFiles> => ({
      ...memoryFiles(few),
      findFiles: ({ include, limit }) => {
        const [count, name] = include.includes(".bicepparam")
          ? [parameters, "p.bicepparam"]
          : [templates, "t.json"];
        const found = Array.from({ length: count }, (_, n) => `file:///w/${n}/${name}`);
        return Promise.resolve(found.slice(0, limit));
      },
    });
    const unread = async (
      templates: number,
      parameters: number,
    ): Promise<ScanSummary["unread"] | undefined> =>
      (
        await scanned(
          await Editor.start({ folders: ["file:///w"], host: { files: files(templates, parameters) } }),
        )
      )?.unread;
    expect(await unread(5_002, 20_003)).toMatchObject({
      files: { count: 2, isAtLeast: false },
      parameterFiles: { count: 3, isAtLeast: false },
    });
    const editor = await Editor.start({ folders: ["file:///w"], host: { files: files(0, 20_003) } });
    await editor.open("file:///w/a.bicep", few["file:///w/a.bicep"], "bicep");
    await editor.problems("file:///w/a.bicep");
    await expect
      .poll(() => editor.inbox.log.errors)
      .toEqual(["3 parameter files are not looked at, as there are more than 20000."]);
    expect((await unread(100_500, 0))?.files).toEqual({ count: 95_000, isAtLeast: true });
  });
});

describe("the log", () => {
  it("says what was read, what was not, and how long it took, and nothing of what is written there", async () => {
    const secret = `param password string = 'S3cret'\n${template}`;
    const files = memoryFiles({
      "file:///w/main.bicep": secret,
      "file:///w/main.dev.bicepparam": values("Allow"),
      "file:///w/notes.json": "{}",
    });
    const editor = await Editor.start({
      folders: ["file:///w"],
      host: {
        files: {
          ...files,
          findFiles: async (search) => [...(await files.findFiles(search)), "file:///w/gone.bicep"],
        },
      },
    });
    await scanned(editor);
    const { errors, notes } = editor.inbox.log;
    await expect.poll(() => notes.length).toBe(2);
    expect(notes.map((line) => line.replace(/\d+ ms/g, "TIME"))).toEqual([
      "Searched for templates: read 2 files, of which 1 are relevant, in TIME\nCannot be read: file:///w/gone.bicep",
      "Evaluated file:///w/main.bicep in dev: 2 files, TIME",
    ]);
    expect([...errors, ...notes].join()).not.toMatch(/S3cret|Allow|Deny/);
  });

  it("names only some of many files", () => {
    const unreadable = Array.from({ length: 23 }, (_, n) => `file:///w/${n}.bicep`);
    const leftOut = { count: 95_000, isAtLeast: true };
    const lines = saySearched({ found: 5_000, unreadable, leftOut, templates: 3, milliseconds: 12 }).split(
      "\n",
    );
    expect(lines).toHaveLength(23);
    expect(lines[1]).toBe("Not read, because there are too many: at least 95000 files");
    expect(lines.at(-1)).toBe("Cannot be read: 3 more files");
  });
});

describe("after a scan", () => {
  it("the client is told, so that its views are filled without a file being opened", async () => {
    const editor = await editorOf({ "file:///w/open.bicep": vault("'Allow'") });
    expect((await editor.request<VaultsResult>(serverRequests.vaults, {})).vaults).toEqual([]);
    await scanned(editor);
    await expect.poll(() => editor.inbox.methods).toContain(serverNotifications.changed);
    const { vaults } = await editor.request<VaultsResult>(serverRequests.vaults, {});
    expect(vaults.map(({ name, exposure }) => [name, exposure])).toEqual([["kv", "public"]]);
  });

  it("a module and its root are one vault, whichever environment is selected", async () => {
    const module = `param name string\nparam action string\n${vault("action").replace("'kv'", "name")}`;
    const main =
      "param action string = 'Deny'\nmodule m 'vault.bicep' = { name: 'm', params: { name: 'kv-shop', action: action } }\n";
    const editor = await editorOf({
      "file:///w/main.bicep": main,
      "file:///w/vault.bicep": module,
      "file:///w/main.dev.bicepparam": values("Allow"),
    });
    expect(await scanned(editor)).toMatchObject({
      vaults: { declared: 1, referenced: 0, inStates: 0 },
      public: 1,
      unknown: 0,
    });
    await editor.request(serverRequests.selectEnvironment, { name: "dev" });
    await editor.open("file:///w/main.bicep", `${main}// unsaved\n`, "bicep");
    await editor.open("file:///w/vault.bicep", module, "bicep");
    const { vaults } = await editor.request<VaultsResult>(serverRequests.vaults, {});
    expect(vaults.map(({ name, environment, exposure }) => [name, environment, exposure])).toEqual([
      ["kv-shop", "dev", "public"],
    ]);
  });
});

describe("findings", () => {
  const main = "file:///w/main.bicep";
  const openTwo = `${vault("'Allow'")}${vault("'Deny'").replace("resource kv", "resource other").replace("'kv'", "'other'")}`;

  it("say whether the what-if baseline has them", async () => {
    const editor = await editorOf({});
    await editor.open(main, openTwo, "bicep");
    const found = async (): Promise<readonly unknown[]> => {
      const { findings } = await editor.request<FindingsResult>(serverRequests.findings, {});
      return findings
        .filter(({ code }) => code === "KV101")
        .map(({ vault: symbol, isNew }) => [symbol, isNew]);
    };
    expect(await found()).toEqual([["kv", null]]);
    await editor.request(serverRequests.setBaseline, { baseline: { kind: "buffers" } });
    // What only moves is not new.
    await editor.type(main, "resource kv", "\n\nresource kv");
    await editor.type(main, "'Deny'", "'Allow'");
    expect(await found()).toEqual([
      ["kv", false],
      ["other", true],
    ]);
    await editor.request(serverRequests.setBaseline, { baseline: null });
    expect(await found()).toEqual([
      ["kv", null],
      ["other", null],
    ]);
  });

  it("are new where they hold in an environment in which they did not", async () => {
    const prod = "file:///w/main.prod.bicepparam";
    const closed = "using 'main.bicep'\nparam access = 'Disabled'\n";
    const editor = await editorOf({
      "file:///w/main.dev.bicepparam": closed.replace("Disabled", "Enabled"),
    });
    const text = `param access string\n${vault("'Allow'").replace("properties: {", "properties: {\n    publicNetworkAccess: access")}`;
    await editor.open(main, text, "bicep");
    const found = async (): Promise<readonly unknown[]> => {
      const { findings } = await editor.request<FindingsResult>(serverRequests.findings, {});
      return findings.filter(({ code }) => code === "KV101").map((each) => [each.environments, each.isNew]);
    };
    await editor.open(prod, closed, "bicep-params");
    await editor.request(serverRequests.setBaseline, { baseline: { kind: "buffers" } });
    expect(await found()).toEqual([[["dev"], false]]);
    await editor.type(prod, "Disabled", "Enabled");
    expect(await found()).toEqual([[[], true]]);
    await editor.request(serverRequests.setBaseline, { baseline: { kind: "buffers" } });
    expect(await found()).toEqual([[[], false]]);
    // What holds in fewer environments is known.
    await editor.type(prod, "Enabled", "Disabled");
    expect(await found()).toEqual([[["dev"], false]]);
  });

  it("are compared in all environments, whichever is selected, and only with what a baseline has", async () => {
    const access = "file:///w/.keyvault-access.jsonc";
    const accessText = `{
      "version": 1,
      "tests": [{ "from": "internet", "to": "kv", "expect": "deny" }],
      "suppressions": [{ "rule": "KV103", "reason": "gone" }]
    }`;
    const editor = await editorOf({
      [access]: accessText,
      "file:///w/main.dev.bicepparam": values("Allow"),
      "file:///w/main.prod.bicepparam": values("Deny"),
    });
    await editor.open(main, template, "bicep");
    await editor.request(serverRequests.setBaseline, { baseline: { kind: "buffers" } });
    await editor.request(serverRequests.selectEnvironment, { name: "prod" });
    const { findings } = await editor.request<FindingsResult>(serverRequests.findings, {});
    const said = findings.map(({ code, isNew }) => `${code} ${String(isNew)}`);
    expect(said).toContain("KV101 false");
    expect(said).toContain("KV601 null");
    expect(said).toContain("KV902 null");
    expect(said.filter((each) => each.endsWith("true"))).toEqual([]);
  });

  it("are not called new or known in pipelines and scripts, which a baseline does not have", async () => {
    const editor = await editorOf({
      "file:///w/open.sh":
        "az keyvault update --name kv1 --default-action Allow --public-network-access Enabled\n",
    });
    await editor.open(main, vaultWith("Deny"), "bicep");
    await editor.request(serverRequests.scan, {});
    await editor.request(serverRequests.setBaseline, { baseline: { kind: "buffers" } });
    const { findings } = await editor.request<FindingsResult>(serverRequests.findings, {});
    expect(findings.map(({ code, isNew }) => `${code} ${String(isNew)}`)).toEqual([
      "KV801 null",
      "KV804 null",
    ]);
  });

  it("are suppressed from a list by the same comment as in the editor", async () => {
    const editor = await editorOf({});
    await editor.open(main, openTwo, "bicep");
    const titles = async (only: string): Promise<readonly string[]> =>
      (await editor.actions(main, "'Allow'", [only])).map(({ title }) => title);
    expect(await titles("quickfix.suppress")).toEqual(["Suppress KV101 here…"]);
    expect(await titles("quickfix.suppress.KV101")).toEqual(["Suppress KV101 here…"]);
    expect(await titles("quickfix.suppress.KV10")).toEqual([]);
    expect(await titles("quickfix")).toContain("Suppress KV101 here…");
    expect(await titles("source")).not.toContain("Suppress KV101 here…");
  });
});

describe("what changes during a scan", () => {
  const late = "file:///w/late.bicep";
  const files = memoryFiles({ "file:///w/main.bicep": vault("'Deny'"), [late]: vault("'Allow'") });

  /** An editor in which the file is reported once, by what the scan asks of its disk. */
  async function reporting(of: (report: () => Promise<void>) => Partial<FileSource>): Promise<Editor> {
    let isReported = false;
    const editor: Editor = await Editor.start({
      folders: ["file:///w"],
      host: {
        files: {
          ...files,
          ...of(async () => {
            if (isReported) return;
            isReported = true;
            await editor.fileChanged(late);
            // Answered after the report has been handled.
            await editor.request("unknown", {}).catch(() => undefined);
          }),
        },
      },
    });
    return editor;
  }

  it.each([
    {
      when: "after the search for files",
      of: (report: () => Promise<void>): Partial<FileSource> => ({
        findFiles: async (search) => {
          await report();
          return (await files.findFiles(search)).filter((each) => each !== late);
        },
      }),
    },
    {
      when: "while it is read",
      of: (report: () => Promise<void>): Partial<FileSource> => ({
        readFile: async (uri) => {
          if (uri === late) await report();
          return files.readFile(uri);
        },
      }),
    },
  ])("is found: $when", async ({ of }) => {
    const editor = await reporting(of);
    await scanned(editor);
    await expect
      .poll(async () => {
        const { vaults } = await editor.request<VaultsResult>(serverRequests.vaults, {});
        return vaults.map(({ root }) => root).sort();
      })
      .toEqual([late, "file:///w/main.bicep"]);
  });
});

it("after a scan, views follow which files the settings exclude", async () => {
  const [main, old] = ["file:///w/main.bicep", "file:///w/old/main.bicep"];
  let exclude: readonly string[] = [];
  const editor = await editorOf(
    { [main]: vault("'Deny'"), [old]: vault("'Allow'") },
    { settings: () => ({ validate: { exclude } }) },
  );
  const roots = async (): Promise<readonly string[]> => {
    const { vaults } = await editor.request<VaultsResult>(serverRequests.vaults, {});
    return vaults.map(({ root }) => root).sort();
  };
  const setExcluded = async (patterns: readonly string[]): Promise<void> => {
    exclude = patterns;
    await editor.connection.sendNotification("workspace/didChangeConfiguration", { settings: null });
  };
  await scanned(editor);
  expect(await roots()).toEqual([main, old]);
  await setExcluded(["old/**"]);
  await expect.poll(roots).toEqual([main]);
  await setExcluded([]);
  await expect.poll(roots).toEqual([main, old]);
});

describe("during a scan", () => {
  it("folders that are added are searched as well", async () => {
    const [main, added] = ["file:///w/main.bicep", "file:///v/main.bicep"];
    const files = memoryFiles({ [main]: vault("'Deny'"), [added]: vault("'Allow'") });
    let isAdded = false;
    const editor: Editor = await Editor.start({
      folders: ["file:///w"],
      host: {
        files: {
          ...files,
          findFiles: async (search) => {
            if (!isAdded) {
              isAdded = true;
              await editor.connection.sendNotification("workspace/didChangeWorkspaceFolders", {
                event: { added: [{ uri: "file:///v", name: "v" }], removed: [] },
              });
              await editor.request("unknown", {}).catch(() => undefined);
            }
            return files.findFiles(search);
          },
        },
      },
    });
    expect(await scanned(editor)).toMatchObject({ vaults: { declared: 2, referenced: 0, inStates: 0 } });
  });

  it("what is open is judged again as soon as a module changes", async () => {
    const [main, module] = ["remote:/w/main.bicep", "remote:/w/kv.bicep"];
    const files = memoryFiles({ [module]: vault("'Deny'") });
    let begin: () => void = () => undefined;
    const begun = new Promise<void>((resolve) => (begin = resolve));
    const findFiles: FileSource["findFiles"] = (search) => {
      if (search.include !== templatePattern) return files.findFiles(search);
      begin();
      return new Promise(() => undefined);
    };
    const editor = await Editor.start({ folders: ["remote:/w"], host: { files: { ...files, findFiles } } });
    await editor.open(main, "module m 'kv.bicep' = { name: 'm' }\n", "bicep");
    await editor.diagnostics(main);
    void editor.request(serverRequests.scan, {});
    await begun;
    await editor.fileChanged(module);
    await expect.poll(() => editor.inbox.methods).toContain("workspace/diagnostic/refresh");
  });
});

describe("what is deleted", () => {
  const inFolder = "file:///w/old/main.bicep";
  const kept = "file:///w/main.bicep";

  it.each(["file:///w/old", inFolder])("is no longer known: %s", async (deleted) => {
    const rest = { [kept]: vault("'Deny'") };
    let files: Readonly<Record<string, string>> = { ...rest, [inFolder]: vault("'Allow'") };
    const editor = await Editor.start({
      folders: ["file:///w"],
      host: { files: changingFiles(() => files) },
    });
    const roots = async (): Promise<readonly string[]> =>
      (await editor.request<VaultsResult>(serverRequests.vaults, {})).vaults.map(({ root }) => root).sort();
    await scanned(editor);
    expect(await roots()).toEqual([kept, inFolder]);
    files = rest;
    await editor.deleted("file:///w/never-read");
    await editor.deleted(deleted);
    await expect.poll(roots).toEqual([kept]);
  });
});
