import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { LineIndex, type Report, rules } from "../server/src/core/index.ts";
import { IpSet } from "../server/src/core/ip/ip-set.ts";
import { noFiles } from "../server/src/lsp/files.ts";
import type { Explain403Result } from "../server/src/protocol/forbidden.ts";
import { serverRequests } from "../server/src/protocol.ts";
import { linked, templateText, vaultResource, workspace } from "./cli/workspace.ts";
import { Editor } from "./lsp/support/editor.ts";

const message = "RangeError: Maximum call stack size exceeded";
const why = `Nothing here is checked because of an internal error: ${message}`;

/**
 * An address that brings to light a mistake of ours as soon as traffic is compared with it: when reports are made. Each test has another
 * one, because what a list of rules allows is remembered, and the server of an earlier test may have asked for it.
 */
const bomb = { text: "203.0.113.0", value: 0xcb007100 };
beforeEach(() => {
  bomb.value++;
  bomb.text = `203.0.113.${bomb.value & 0xff}`;
});

function breakSets(): void {
  // Each is called on the set that its spy is called on.
  // oxlint-disable-next-line typescript/unbound-method
  const { intersect, overlaps } = IpSet.prototype;
  const explode = (...sets: readonly IpSet[]): void => {
    if (sets.some((set) => set.size < 1000 && set.has(bomb.value)))
      throw new RangeError("Maximum call stack size exceeded");
  };
  vi.spyOn(IpSet.prototype, "intersect").mockImplementation(function (this: IpSet, other: IpSet) {
    explode(this, other);
    return intersect.call(this, other);
  });
  vi.spyOn(IpSet.prototype, "overlaps").mockImplementation(function (this: IpSet, other: IpSet) {
    explode(this, other);
    return overlaps.call(this, other);
  });
}

afterEach(() => {
  vi.restoreAllMocks();
});

const rulesFor = (address: string): object => ({
  defaultAction: "Deny",
  bypass: "None",
  ipRules: [{ value: address }, { value: "198.51.100.0/24" }],
});
const good = templateText([vaultResource("kv", rulesFor("192.0.2.7"))]);
const past = templateText([vaultResource("kv", rulesFor("192.0.2.8"))]);
const bad = (): string => templateText([vaultResource("boom", rulesFor(bomb.text))]);
const access = `{
  "version": 1,
  "sources": { "office": { "ip": "192.0.2.7" } },
  "tests": [
    { "name": "t", "from": "office", "to": "kv", "expect": "allow" },
    { "name": "u", "from": "office", "to": "*", "expect": "allow" }
  ]
}`;
const forbidden = `Client address is not authorized and caller is not a trusted service.
Client address: 198.18.0.7
Caller: appid=x;oid=y
Vault: boom;location=westeurope`;

describe("a root that fails while it is reported costs no other its answer, on the command line", () => {
  it.each([
    ["check", []],
    ["vaults", []],
    ["simulate", ["--from", "internet"]],
    ["test", []],
    ["diff", ["--base", "./past"]],
  ] as const)("%s", (command, options) => {
    const files = { "now/main.json": good, "now/.keyvault-access.jsonc": access, "past/main.json": past };
    const at = workspace({ ...files, "now/bad/main.json": bad() });
    const run = (): ReturnType<typeof at.json> => at.json(command, "./now/", ...options);
    breakSets();
    const { status, report } = run();
    const { errors, proof, ...kept } = report;
    vi.restoreAllMocks();
    at.remove();
    const without = workspace(files);
    const expected = without.json(command, "./now/", ...options);
    without.remove();
    expect(expected.status).toBe(0);
    expect(status).toBe(2);
    expect(errors.map(({ file, message }) => [file, message])).toEqual([["now/bad/main.json", why]]);
    // Nothing is proved where a root was not judged.
    const { errors: _, proof: proved, ...wanted } = expected.report;
    expect([proof?.complete, proved?.complete]).toEqual(
      command === "diff" ? [false, true] : [undefined, undefined],
    );
    expect(withoutFolder(kept, at.folder)).toEqual(withoutFolder(wanted, without.folder));
  });

  it("explain-403, of which the text remains", () => {
    const at = workspace({ "main.json": good, "bad/main.json": bad(), "log.txt": forbidden });
    breakSets();
    const { status, report } = at.json("explain-403", "./log.txt", "./");
    at.remove();
    expect(report.explanation).toMatchObject({ vault: "boom", client: "198.18.0.7", template: null });
    expect(report.errors.map(({ file, message }) => [file, message])).toEqual([["bad/main.json", why]]);
    expect(status).toBe(2);
  });

  it("a baseline is not written while a root is missing in it", () => {
    const at = workspace({ "main.json": good, "bad/main.json": bad() });
    breakSets();
    const { status, error } = at.run("check", "./", "--write-baseline", "./baseline.json");
    const written = at.run("check", "./", "--baseline", "./baseline.json");
    at.remove();
    expect(status).toBe(2);
    expect(error).toContain("was not written: not everything could be read");
    expect(written.error).toContain("baseline.json: no such file or folder");
  });

  it("no stack is printed", () => {
    const at = workspace({ "main.json": good, "bad/main.json": bad() });
    breakSets();
    const { out, error } = at.run("vaults", "./");
    at.remove();
    expect(out).toContain(message);
    expect(out + error).not.toMatch(/^\s+at /m);
  });
});

/** Reports of two folders are equal but for the names of these. */
function withoutFolder(report: Partial<Report>, folder: string): unknown {
  return JSON.parse(
    JSON.stringify(report)
      .replaceAll(folder, "")
      .replaceAll(/"(fingerprint|subject)":"[^"]*"/g, (_, name: string) => `"${name}":""`),
  );
}

const uris = {
  good: "file:///w/good.json",
  module: "file:///w/vault.json",
  bad: "file:///w/bad.json",
  access: "file:///w/.keyvault-access.jsonc",
} as const;
/** Both call this module: what is asked about it concerns the root that fails, and the other one. */
const module = templateText([vaultResource("kv", rulesFor("[parameters('address')]"))], {
  parameters: { address: { type: "string" } },
});
const caller = (address: string): string => {
  const deployment = linked("m", "vault.json");
  const properties: object = Reflect.get(deployment, "properties") as object;
  const parameters = { address: { value: address } };
  return templateText([{ ...deployment, properties: { ...properties, parameters } }]);
};

describe("a root that fails while it is reported costs no other its answer, in the editor", () => {
  const logged: string[] = [];

  async function start(isBroken: boolean): Promise<Editor> {
    const editor = await Editor.start({ folders: ["file:///w"], host: { files: noFiles } });
    editor.connection.onNotification("window/logMessage", (said: { readonly message: string }) => {
      logged.push(said.message);
    });
    await editor.open(uris.access, access, "jsonc");
    await editor.open(uris.module, module);
    await editor.open(uris.good, caller("192.0.2.7"));
    if (isBroken) await editor.open(uris.bad, caller(bomb.text));
    return editor;
  }

  beforeEach(() => {
    logged.length = 0;
  });

  const textDocument = { uri: uris.module };
  const whole = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };
  it.each<readonly [what: string, ask: (editor: Editor) => Promise<unknown>]>([
    ["vaults", (editor) => editor.request(serverRequests.vaults, {})],
    ["the vaults of a document", (editor) => editor.request(serverRequests.vaults, { uri: uris.module })],
    ["verdicts", (editor) => editor.request(serverRequests.simulate, { from: ["internet", "office"] })],
    ["sources", (editor) => editor.request(serverRequests.sources, { typed: "" })],
    ["tests", (editor) => editor.request(serverRequests.tests, {})],
    ["environments", (editor) => editor.request(serverRequests.environments, {})],
    [
      "differences",
      async (editor) => {
        await editor.request(serverRequests.setBaseline, { baseline: { kind: "buffers" } });
        await editor.type(uris.good, "192.0.2.7", "192.0.2.8");
        return editor.request(serverRequests.diff, {});
      },
    ],
    ["symbols", (editor) => editor.request("workspace/symbol", { query: "kv" })],
    ["lenses", (editor) => editor.request("textDocument/codeLens", { textDocument })],
    ["hints", (editor) => editor.request("textDocument/inlayHint", { textDocument, range: whole })],
    ["a hover", (editor) => editor.at("textDocument/hover", uris.module, "address')]")],
    ["a definition", (editor) => editor.at("textDocument/definition", uris.module, "address')]")],
    ["the definition of a test's vault", (editor) => editor.at("textDocument/definition", uris.access, "kv")],
    ["the hover of a test's vault", (editor) => editor.at("textDocument/hover", uris.access, "kv")],
    ["completion", (editor) => editor.at("textDocument/completion", uris.access, '"kv"')],
    ["problems", (editor) => editor.diagnostics(uris.good)],
    ["actions", (editor) => editor.actions(uris.good, "192.0.2.7")],
  ])("%s", async (_what, ask) => {
    const expected = await ask(await start(false));
    breakSets();
    expect(await ask(await start(true))).toEqual(expected);
  });

  it("a 403, of which the text remains", async () => {
    const editor = await start(false);
    await editor.open("file:///w/boom.json", bad());
    breakSets();
    const { explanation } = await editor.request<Explain403Result>(serverRequests.explain403, {
      text: forbidden,
    });
    expect(explanation).toMatchObject({
      vault: "boom",
      client: "198.18.0.7",
      template: null,
      candidates: [],
    });
  });

  it("and the log says where the mistake is", async () => {
    breakSets();
    const editor = await start(true);
    await editor.request(serverRequests.vaults, {});
    await expect
      .poll(() => logged)
      .toContainEqual(expect.stringMatching(/^file:\/\/\/w\/bad\.json: RangeError: [^\n]*\n +at /));
  });

  it("and what is sent by itself: a rule that fails, and a document whose places fail", async () => {
    const [rule] = rules;
    if (!rule) throw new Error("There are no rules.");
    vi.spyOn(rule, "check").mockImplementation(({ vaults }) => {
      if (vaults.some(({ symbol }) => symbol === "boom")) throw new RangeError("a rule");
      return [];
    });
    const lines = bad().split("\n").length;
    vi.spyOn(LineIndex.prototype, "startOf").mockImplementation(function (this: LineIndex) {
      if (this.lineCount === lines + 1) throw new RangeError("a place");
      return 0;
    });
    const editor = await Editor.start({ pull: false });
    await editor.open("file:///w/one.json", bad());
    await editor.open("file:///w/two.json", `${good}\n`);
    await editor.open("file:///w/three.json", good);
    const sent = (uri: string): readonly unknown[] =>
      editor.inbox.published.flatMap((each) =>
        each.uri === uri ? each.diagnostics.map((one) => one.message) : [],
      );
    await expect.poll(() => sent("file:///w/one.json")).toEqual([expect.stringContaining("a rule")]);
    await expect.poll(() => sent("file:///w/two.json")).toEqual([expect.stringContaining("a place")]);
    await expect.poll(() => sent("file:///w/three.json").length).toBeGreaterThan(0);
  });
});
