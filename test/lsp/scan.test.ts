import { describe, expect, it } from "vitest";
import type { ScanResult, ScanSummary } from "../../server/src/protocol.ts";
import { askedAgain, serverRequests } from "../../server/src/protocol.ts";
import { Editor } from "./support/editor.ts";
import { editorOf, memoryFiles } from "./support/memory.ts";

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
      vaults: 2,
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

  it("shows no progress if no user waits for it, for example when a server replaces another", async () => {
    const progress = async (params: object): Promise<readonly string[]> => {
      const editor = await editorOf({ "file:///w/open.bicep": vault("'Allow'") });
      const { templates } = await editor.request<ScanResult>(serverRequests.scan, params);
      expect(templates).toBe(1);
      return editor.inbox.methods.filter((method) => method === "window/workDoneProgress/create");
    };
    expect(await progress({})).toHaveLength(1);
    expect(await progress({ [askedAgain]: true })).toEqual([]);
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
    const logged: string[] = [];
    editor.connection.onNotification("window/logMessage", ({ message }: { message: string }) => {
      logged.push(message);
    });
    await editor.open("file:///w/a.bicep", few["file:///w/a.bicep"], "bicep");
    await editor.problems("file:///w/a.bicep");
    await expect
      .poll(() => logged)
      .toEqual(["3 parameter files are not looked at, as there are more than 20000."]);
    expect((await unread(100_500, 0))?.files).toEqual({ count: 95_000, isAtLeast: true });
  });
});
