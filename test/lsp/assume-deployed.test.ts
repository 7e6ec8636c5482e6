import { describe, expect, it } from "vitest";
import type { CodeLens, Hover } from "vscode-languageserver/node";
import type { ChangesOfAccessResult } from "../../server/src/protocol/changes-of-access.ts";
import type { EnvironmentsResult } from "../../server/src/protocol/environments.ts";
import { serverRequests } from "../../server/src/protocol.ts";
import type { SimulateResult, VaultsResult } from "../../server/src/protocol/vaults.ts";
import type { TestsResult } from "../../server/src/protocol/access-tests.ts";
import { closed, templateText, vaultResource, workspace } from "../cli/workspace.ts";
import { shown } from "../states/printed.ts";
import { Editor, type EditorOptions } from "./support/editor.ts";

const uri = "file:///w/infra/main.json";
const stateUri = "file:///w/states/prod.json";

// The rules and the default action depend on parameters; the bypass is written.
const template = templateText(
  [
    vaultResource("kv-prod", {
      ...closed,
      defaultAction: "[parameters('action')]",
      ipRules: "[parameters('rules')]",
    }),
    vaultResource("kv-known", closed),
  ],
  { parameters: { action: { type: "string" }, rules: { type: "array" } } },
);
const deployed = (ipRules: readonly string[]): string =>
  JSON.stringify([shown({ name: "kv-prod", ipRules }), shown({ name: "kv-known" })]);
const printed = deployed(["203.0.113.0/24"]);
const note = "NOTE_ASSUMED_DEPLOYED";
const noteText = "Values that the template does not determine are assumed to be as deployed.";

interface Workbench {
  readonly editor: Editor;
  readonly files: Map<string, string>;
  /** What the user was told. */
  readonly told: string[];
  readonly lenses: (of?: string) => Promise<readonly string[]>;
}

async function start(
  settings: (uri: string | undefined) => unknown = () => ({ assumeDeployed: "states/prod.json" }),
  files: Readonly<Record<string, string>> = { [stateUri]: printed },
  options: EditorOptions = {},
): Promise<Workbench> {
  const all = new Map([[uri, template], ...Object.entries(files)]);
  const editor = await Editor.start({
    folders: ["file:///w", "file:///v"],
    settings,
    ...options,
    host: {
      files: {
        readFile: (id) => Promise.resolve(all.get(id) ?? null),
        listFolder: () => Promise.resolve([]),
        findFiles: () => Promise.resolve([]),
      },
    },
  });
  const told: string[] = [];
  editor.connection.onNotification("window/showMessage", ({ message }: { readonly message: string }) => {
    told.push(message);
  });
  await editor.open(uri, template);
  const lenses = async (of = uri): Promise<readonly string[]> => {
    const found = await editor.request<CodeLens[]>("textDocument/codeLens", { textDocument: { uri: of } });
    return found.flatMap(({ command }) => (command?.command === "" ? [command.title] : []));
  };
  return { editor, files: all, told, lenses };
}

describe("the setting assumeDeployed", () => {
  it("is off by default", async () => {
    const { lenses, told } = await start(() => null);
    expect(await lenses()).toEqual(["Depends on parameter action", "Deny by default"]);
    expect(told).toEqual([]);
  });

  it("marks the lens of a vault that relies on the state, and no other", async () => {
    const { lenses } = await start();
    expect(await lenses()).toEqual([
      "Deny by default · 256 addresses · assumed as deployed",
      "Deny by default",
    ]);
  });

  it("marks a hover that relies on it, and no other", async () => {
    const { editor } = await start();
    const at = async (text: string): Promise<string> => {
      const hover = await editor.at<Hover | null>("textDocument/hover", uri, text);
      return (hover?.contents as { readonly value: string } | undefined)?.value ?? "";
    };
    expect(await at("\"[parameters('action')]\"")).toContain(noteText);
    expect(await at('"None"')).toContain("bypass");
    expect(await at('"None"')).not.toContain(noteText);
  });

  it("gives the answers of the command line", async () => {
    const { editor } = await start();
    const { vaults } = await editor.request<VaultsResult>(serverRequests.vaults, {});
    const { verdicts } = await editor.request<SimulateResult>(serverRequests.simulate, {
      from: ["203.0.113.7", "service:azure-backup"],
    });
    const at = workspace({ "infra/main.json": template, "state.json": printed });
    const cli = (...argv: readonly string[]) =>
      at.json(...argv, "./infra", "--assume", "./state.json").report;
    const listed = cli("vaults").vaults;
    const simulated = cli("simulate", "--from", "203.0.113.7", "--from", "service:azure-backup").verdicts;
    at.remove();
    expect(vaults.map(({ name, exposure, notes }) => [name, exposure, notes])).toEqual(
      listed.map(({ name, exposure, notes }) => [name, exposure, notes]),
    );
    expect(vaults.map(({ notes }) => notes.includes(note))).toEqual([true, false]);
    const tell = (each: { from: string; vault: string; summary: string; notes: readonly string[] }) =>
      [each.from, each.vault, each.summary, each.notes.includes(note)].join(" ");
    expect(verdicts.map(tell).sort()).toEqual(simulated.map(tell).sort());
    expect(verdicts.map(({ notes }) => notes.includes(note))).toContain(true);
    expect(verdicts.map(({ notes }) => notes.includes(note))).toContain(false);
    expect(verdicts.find(({ from, vault }) => from === "203.0.113.7" && vault === "kv-prod")).toMatchObject({
      verdict: "allowed",
      noteTexts: [noteText],
    });
  });

  it("says of environments which exposures rely on it", async () => {
    const { editor } = await start();
    const { vaults } = await editor.request<EnvironmentsResult>(serverRequests.environments, {});
    expect(vaults.map(({ exposures, assumed }) => [exposures, assumed])).toEqual([
      [{ "": "selected" }, [""]],
      [{ "": "private" }, []],
    ]);
  });

  it("marks problems that rely on it, and no others", async () => {
    const { editor } = await start(undefined, {
      [stateUri]: JSON.stringify([shown({ name: "kv-prod", defaultAction: "Allow" })]),
    });
    const diagnostics = await editor.diagnostics(uri);
    const marked = diagnostics.filter(({ message }) =>
      JSON.stringify(message).includes(" (with deployed values)"),
    );
    expect(marked.map(({ code }) => code)).toEqual(["KV101"]);
    expect(diagnostics.length).toBeGreaterThan(marked.length);
  });

  it("speaks German, too", async () => {
    const { lenses } = await start(undefined, undefined, { locale: "de" });
    expect((await lenses())[0]).toMatch(/ · angenommen wie bereitgestellt$/);
  });

  it("applies to the folders that set it", async () => {
    const other = "file:///v/main.json";
    const { editor, lenses } = await start((scope) =>
      scope?.startsWith("file:///w") ? { assumeDeployed: "states/prod.json" } : null,
    );
    await editor.open(other, template);
    expect((await lenses())[0]).toContain("assumed as deployed");
    expect((await lenses(other))[0]).toBe("Depends on parameter action");
  });

  it("counts for changes that are tried before they are offered, and for tests they may break", async () => {
    const closedToAll = { name: "closed", from: "internet", to: "kv-prod", expect: "deny" };
    const { editor } = await start(undefined, {
      [stateUri]: printed,
      "file:///w/infra/.keyvault-access.jsonc": JSON.stringify({ version: 1, tests: [closedToAll] }),
    });
    const ipRules = [{ value: "198.51.100.7" }];
    const rules = templateText(
      [vaultResource("kv-prod", { ...closed, defaultAction: "[parameters('action')]", ipRules })],
      { parameters: { action: { type: "string" } } },
    );
    await editor.type(uri, template, rules);
    const { vaults } = await editor.request<VaultsResult>(serverRequests.vaults, {});
    const { changes } = await editor.request<ChangesOfAccessResult>(serverRequests.changesOfAccess, {
      ...{ from: "198.51.100.7", to: vaults[0], expect: "deny" },
    });
    expect(changes.map(({ title, tests }) => [title, tests])).toEqual([
      [expect.stringContaining("198.51.100.7"), "breaks no access test"],
    ]);
  });

  it("marks access tests that rely on it, and no others", async () => {
    const accessFile = "file:///w/infra/.keyvault-access.jsonc";
    const named = ["kv-prod", "kv-known"].map((to) => ({ name: to, from: "internet", to, expect: "deny" }));
    const { editor } = await start(undefined, {
      [stateUri]: printed,
      [accessFile]: JSON.stringify({ version: 1, tests: named }),
    });
    const { files } = await editor.request<TestsResult>(serverRequests.tests, {});
    const found = files.flatMap(({ tests }) => tests.map(({ name, results }) => [name, results]));
    expect(found).toMatchObject([
      ["kv-prod", [{ outcome: "passed", assumed: true }]],
      ["kv-known", [{ outcome: "passed", assumed: false }]],
    ]);
  });

  it("leaves nothing changed since a baseline", async () => {
    const { editor } = await start();
    await editor.request(serverRequests.setBaseline, { baseline: { kind: "buffers" } });
    const { vaults } = await editor.request<VaultsResult>(serverRequests.vaults, {});
    expect(vaults.map(({ was }) => was)).toEqual([null, null]);
  });
});

describe("a state that settings name", () => {
  it("is read again when it changes", async () => {
    const { editor, files, lenses } = await start();
    await lenses();
    files.set(stateUri, deployed(["203.0.113.0/32"]));
    await editor.fileChanged(stateUri);
    expect((await lenses())[0]).toBe("Deny by default · 1 address · assumed as deployed");
  });

  it("is read again for clients that are sent problems", async () => {
    const { editor, files } = await start(undefined, undefined, { pull: false });
    const codes = () =>
      editor.inbox.published.findLast((each) => each.uri === uri)?.diagnostics.map(({ code }) => code);
    await expect.poll(codes).toBeDefined();
    expect(codes()).not.toContain("KV101");
    files.set(stateUri, JSON.stringify([shown({ name: "kv-prod", defaultAction: "Allow" })]));
    await editor.fileChanged(stateUri);
    await expect.poll(codes).toContain("KV101");
  });

  it("counts as it is open", async () => {
    const { editor, lenses } = await start();
    await lenses();
    await editor.open(stateUri, deployed(["203.0.113.0/32"]));
    expect((await lenses())[0]).toBe("Deny by default · 1 address · assumed as deployed");
  });

  it.each<readonly [string, Readonly<Record<string, string>>, RegExp]>([
    ["does not exist", {}, /^keyVaultNetwork\.assumeDeployed: states\/prod\.json: the file does not exist/],
    ["is not a state", { [stateUri]: '{ "x": 1 }' }, /: not a state; /],
    ["is cut off", { [stateUri]: printed.slice(0, 200) }, /states\/prod\.json: \S/],
    ["is nested without end", { [stateUri]: "[".repeat(10_000) }, /states\/prod\.json: \S/],
    ["is a template", { [stateUri]: template }, /: not a state; /],
  ])("and %s is said, once, and counts for nothing", async (_, files, expected) => {
    const { editor, told, lenses } = await start(undefined, files);
    expect((await lenses())[0]).toBe("Depends on parameter action");
    await lenses();
    const { problems } = await editor.request<VaultsResult>(serverRequests.vaults, {});
    expect(problems).toEqual([expect.stringMatching(expected)]);
    expect(told).toEqual(problems);
  });

  it("and can be used again is used", async () => {
    const { editor, files, told, lenses } = await start(undefined, {});
    await lenses();
    files.set(stateUri, printed);
    await editor.fileChanged(stateUri);
    expect((await lenses())[0]).toContain("assumed as deployed");
    const { problems } = await editor.request<VaultsResult>(serverRequests.vaults, {});
    expect(problems).toEqual([]);
    files.delete(stateUri);
    await editor.fileChanged(stateUri);
    expect((await lenses())[0]).toBe("Depends on parameter action");
    expect(told).toHaveLength(2);
  });
});
