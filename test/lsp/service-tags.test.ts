import { beforeAll, describe, expect, it } from "vitest";
import type { Hover } from "vscode-languageserver/node";
import { serverRequests } from "../../server/src/protocol.ts";
import type { ServiceTagsResult } from "../../server/src/protocol/service-tags.ts";
import type { SimulateResult } from "../../server/src/protocol/vaults.ts";
import type { SourcesResult } from "../../server/src/protocol/sources.ts";
import { Editor } from "./support/editor.ts";
import { vaultTemplate } from "./support/templates.ts";

const uri = "file:///w/main.json";
const text = vaultTemplate(`"networkAcls": {
  "defaultAction": "Deny",
  "bypass": "None",
  "ipRules": [{ "value": "203.0.113.0/26" }]
}`);
const file = {
  name: "ServiceTags_Public_20270104.json",
  text: JSON.stringify({
    cloud: "Public",
    values: [{ name: "AzureCloud", properties: { addressPrefixes: ["203.0.113.0/24", "2001:db8::/32"] } }],
  }),
};

describe("a newer file of Azure's service tags", () => {
  let editor: Editor;
  const take = (given: typeof file | null): Promise<ServiceTagsResult> =>
    editor.request(serverRequests.serviceTags, { file: given });
  const hoverText = async (): Promise<string> => {
    const hover = await editor.at<Hover>("textDocument/hover", uri, "203.0.113");
    return (hover.contents as { readonly value: string }).value;
  };
  beforeAll(async () => {
    editor = await Editor.start();
    await editor.open(uri, text);
  });

  it("takes the place of those that come along, in problems, hovers and simulations", async () => {
    expect(await editor.problems(uri)).toEqual([]);
    expect(await take(file)).toEqual({ published: "2027-01-04", count: 1, error: null });
    expect(await editor.problems(uri)).toEqual(['KV109 "203.0.113.0/26"']);
    expect(await hoverText()).toContain("Contains Azure addresses (2027-01-04): AzureCloud.");
    const { verdicts } = await editor.request<SimulateResult>(serverRequests.simulate, {
      from: ["tag:azurecloud"],
    });
    expect(verdicts).toMatchObject([{ verdict: "partial", allowed: ["203.0.113.0/26"] }]);
    const { typed } = await editor.request<SourcesResult>(serverRequests.sources, {
      typed: "tag:AzureCloud",
    });
    expect(typed).toMatchObject({
      kind: "tag",
      description: expect.stringContaining("2027-01-04") as string,
    });
  });

  it("changes nothing when it is none", async () => {
    const result = await take({ name: "x.json", text: "{" });
    expect(result).toEqual({
      published: "2027-01-04",
      count: 1,
      error: expect.stringMatching(/service tags/) as string,
    });
    expect(await editor.problems(uri)).toEqual(['KV109 "203.0.113.0/26"']);
  });

  it("changes nothing when it is older than those that come along", async () => {
    const result = await take({ ...file, name: "ServiceTags_Public_20200106.json" });
    expect(result).toEqual({
      published: "2027-01-04",
      count: 1,
      error: "It is of 2020-01-06, and the built-in service tags are of 2026-06-26.",
    });
  });

  it("gives way to those that come along, also in the results of access tests", async () => {
    const tests = "file:///w/.keyvault-access.jsonc";
    const blocked = { name: "blocked", from: "tag:AzureCloud", to: "*", expect: "deny" };
    await editor.open(tests, JSON.stringify({ version: 1, tests: [blocked] }), "jsonc");
    expect(await editor.problems(tests)).toEqual(["KV601 blocked"]);
    expect(await take(null)).toMatchObject({ published: "2026-06-26", error: null });
    expect(await editor.problems(uri)).toEqual([]);
    expect(await editor.problems(tests)).toEqual([]);
  });
});
