import { beforeEach, describe, expect, it } from "vitest";
import type { Explain403Result, ExplanationResult } from "../../server/src/protocol/forbidden.ts";
import { serverRequests } from "../../server/src/protocol.ts";
import type { Scene } from "../path/scene.ts";
import { textOf } from "../forbidden/scenes.ts";
import { Editor } from "./support/editor.ts";

const main = "file:///w/infra/main.bicep";

const scene: Scene = {
  networks: {
    v: { prefix: "10.1.0.0/16", subnets: { app: { prefix: "10.1.1.0/24", group: "nsg", table: "rt" } } },
  },
  groups: { nsg: ["200 Deny Outbound Internet *"] },
  tables: { rt: ["0.0.0.0/0 VirtualAppliance 10.9.0.4"] },
};
const template = textOf(scene);

const log =
  'Caller: appid=11111111-2222-3333-4444-555555555555 Get "https://kv.vault.azure.net/secrets/db": dial tcp 203.0.113.20:443: i/o timeout';

let editor: Editor;
beforeEach(async () => {
  editor = await Editor.start({
    folders: ["file:///w"],
    host: {
      files: {
        readFile: (uri) => Promise.resolve(uri === main ? template : null),
        listFolder: () => Promise.resolve([main]),
        findFiles: () => Promise.resolve([main]),
      },
    },
  });
});

async function explain(text: string): Promise<ExplanationResult | null> {
  const { explanation } = await editor.request<Explain403Result>(serverRequests.explain403, { text });
  return explanation;
}

describe("a failed connection", () => {
  it("is explained by what is on the way, with the line that decides", async () => {
    const explanation = await explain(log);
    expect(explanation).toMatchObject({
      shape: "timeout",
      client: null,
      vault: "kv",
      networkDecision: true,
      template: null,
      fixes: [
        {
          title: "Allow AzureKeyVault in nsg (adds a rule for TCP port 443)",
          documents: [{ text: expect.stringContaining("AllowAzureKeyVaultOutbound") as string }],
        },
      ],
      connection: {
        host: "kv.vault.azure.net",
        address: "203.0.113.20",
        port: 443,
        resolver: null,
        gates: [
          { gate: "network-security-group", outcome: "deny", from: ["subnet:v/app"], vault: "kv" },
          { gate: "route", outcome: "maybe", from: ["subnet:v/app"] },
        ],
      },
    });
    const [first] = explanation?.connection?.gates ?? [];
    expect(first?.place?.uri).toBe(main);
    expect(template.split("\n")[first?.place?.range.start.line ?? -1]).toContain("deny-200");
    expect(JSON.stringify(explanation)).not.toContain("11111111");
  });

  it("is a document for people, who see places as links", async () => {
    const document = (await explain(log))?.document ?? "";
    expect(document).toContain("## Possible causes");
    expect(document).toMatch(/subnet:v\/app → kv, blocked: nsg: .*\(\[infra\/main\.bicep:\d+\]\(/);
    expect(document).toContain("may be blocked: Next hop: VirtualAppliance 10.9.0.4");
    expect(document).not.toContain("## Access");
  });

  it("of a token names what blocks it", async () => {
    const explanation = await explain(
      'Post "https://login.microsoftonline.com/t/oauth2/v2.0/token": dial tcp: i/o timeout for kv.vault.azure.net',
    );
    expect(explanation).toMatchObject({
      shape: "token",
      vault: "kv",
      connection: { gates: [{ gate: "network-security-group" }] },
    });
  });
});
