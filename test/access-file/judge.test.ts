import { describe, expect, test, vi } from "vitest";
import { IpSet } from "../../server/src/core/ip/ip-set.ts";
import { judgeText, rules, tell, vaultText } from "./judge-text.ts";

const access = "/infra/.keyvault-access.jsonc";
const main = "/infra/main.bicep";
const closed = vaultText("kv", rules("Deny", ["203.0.113.0/28"]));

function judge(
  tests: string,
  template = closed,
  more: Readonly<Record<string, string>> = {},
): readonly string[] {
  return judgeText({ [access]: fileWith(tests), [main]: template, ...more }, [main]).map(tell);
}

function fileWith(tests: string, parts = ""): string {
  return `{
    "version": 1,
    "sources": {
      "build-agents": { "ip": ["203.0.113.0/29", "203.0.113.8/29"] },
      "wide": { "ip": "203.0.113.0/27" },
      "internet": { "any": true },
      "backup": { "service": "Azure Backup" },
      "hub": { "subnet": "vnet-hub/snet-jump", "privateEndpoint": true },
      "spoke": { "subnet": "vnet-spoke/snet-app", "serviceEndpoints": ["Microsoft.KeyVault"] },
      "runner": { "ip": "\${env:RUNNER}" }
    },
    ${parts}
    "tests": [${tests}]
  }`;
}

describe("a test of access", () => {
  test.each([
    [
      "passes where all addresses get in",
      '{ "name": "t", "from": "build-agents", "to": "kv*", "expect": "allow" }',
      "passed t",
    ],
    [
      "passes where no caller is allowed",
      '{ "name": "t", "from": "internet", "to": "*", "expect": "deny" }',
      "passed t",
    ],
    [
      "fails where a caller is blocked",
      '{ "name": "t", "from": "198.51.100.9", "to": "*", "expect": "allow" }',
      "failed KV601 Access test 't' fails: 'kv' blocks 198.51.100.9. No rule matched, so the default action denies the request.",
    ],
    [
      "fails where a range gets in only in part",
      '{ "name": "t", "from": "wide", "to": "kv", "expect": "deny" }',
      "failed KV601 Access test 't' fails: 16 of 32 addresses of wide can reach 'kv'. IP rule 1 (203.0.113.0/28) matches only some of the addresses.",
    ],
    [
      "fails where the way in is another one",
      '{ "name": "t", "from": "build-agents", "to": "kv", "expect": "allow", "via": "privateEndpoint" }',
      "failed KV601 Access test 't' fails: build-agents can reach 'kv' by ipRule, not only by privateEndpoint. IP rule 1 (203.0.113.0/28) matches.",
    ],
    [
      "insists on the way in",
      '{ "name": "t", "from": "build-agents", "to": "kv", "expect": "allow", "via": ["ipRule"] }',
      "passed t",
    ],
    [
      "is about a source",
      '{ "name": "t", "from": "builders", "to": "kv", "expect": "allow" }',
      "failed KV602 'builders' is neither a source in this file nor an address.",
    ],
    [
      "is about some vault",
      '{ "name": "t", "from": "internet", "to": "kv-prd*", "expect": "deny" }',
      "failed KV602 No vault matches 'kv-prd*'.",
    ],
    [
      "is about a subnet that is there",
      '{ "name": "t", "from": "subnet:app", "to": "kv", "expect": "deny" }',
      "failed KV602 'subnet:app' is not declared in these templates.",
    ],
    [
      "waits for the command line where only that knows an address",
      '{ "name": "t", "from": "runner", "to": "kv", "expect": "deny" }',
      "skipped t",
    ],
    [
      "knows services by their names",
      '{ "name": "t", "from": "backup", "to": "kv", "expect": "deny" }',
      "passed t",
    ],
    [
      "has a name of its own where none is given",
      '{ "from": "internet", "to": "kv", "expect": "deny" }',
      "passed internet → kv: deny",
    ],
    [
      "finds vaults by file and symbol",
      '{ "name": "t", "from": "internet", "to": "main.bicep#kv", "expect": "deny" }',
      "passed t",
    ],
    [
      "finds no vault of another file",
      '{ "name": "t", "from": "internet", "to": "other.bicep#kv", "expect": "deny" }',
      "failed KV602 No vault matches 'other.bicep#kv'.",
    ],
  ])("%s", (_, text, expected) => {
    const [told] = judge(text);
    if (typeof expected === "string") expect(told).toBe(expected);
    else expect(told).toMatch(expected);
  });

  test("expands variables of the command line to addresses", () => {
    const texts = {
      [access]: fileWith('{ "name": "t", "from": "runner", "to": "kv", "expect": "allow" }'),
      [main]: closed,
    };
    const judged = (value: string | undefined): readonly string[] =>
      judgeText(texts, [main], () => value).map(tell);
    expect(judged("203.0.113.1, 203.0.113.2")).toEqual(["passed t"]);
    expect(judged("198.51.100.1")[0]).toMatch(/^failed KV601/);
    expect(judged(undefined)).toEqual([
      "failed KV602 Source 'runner' cannot be used. Environment variable RUNNER is not set.",
    ]);
  });
});

describe("what is not known", () => {
  const open = `param action string\n${vaultText("kv", rules("Deny").replace("'Deny'", "action"))}`;
  const question = '{ "name": "t", "from": "internet", "to": "kv", "expect": "deny" }';

  test("fails a test, and says what it depends on", () => {
    expect(judge(question, open)).toEqual([
      "failed KV603 Access test 't' is undecided: whether internet can reach 'kv' depends on parameter action.",
    ]);
  });

  test("leaves a test out where that is wanted", () => {
    expect(judge(question.replace('"name"', '"onUnknown": "skip", "name"'), open)[0]).toMatch(/^skipped/);
  });

  test("is known in an environment that says it", () => {
    const texts = {
      [access]: fileWith(
        question,
        `"environments": { "prod": { "set": { "action": "Deny" } }, "dev": { "parameters": "dev.bicepparam" } },`,
      ),
      [main]: open,
      "/infra/dev.bicepparam": "using 'main.bicep'\nparam action = 'Allow'\n",
    };
    expect(judgeText(texts, [main]).map(tell)).toEqual([
      "failed [dev] KV601 Access test 't' fails in dev: internet can reach 'kv'. The default action is Allow, so the firewall is off.",
      "passed [prod] t",
    ]);
  });
});

describe("an environment that no template has", () => {
  const open = `param action string = 'Allow'\n${vaultText("kv", rules("Deny").replace("'Deny'", "action"))}`;
  const dev = `"dev": { "set": { "action": "Deny" } }`;
  const question =
    '{ "name": "t", "from": "internet", "to": "kv", "expect": "deny", "environment": "stage" }';

  test.each([
    ["because its parameter file is missing", `${dev}, "stage": { "parameters": "main.stge.bicepparam" }`],
    ["because it sets no parameter", `${dev}, "stage": { "set": { "actoin": "Deny" } }`],
    ["next to defaults", `"stage": { "set": { "actoin": "Deny" } }`],
  ])("fails a test %s", (_, environments) => {
    const texts = {
      [access]: fileWith(question, `"environments": { ${environments} },`),
      [main]: open,
    };
    expect(judgeText(texts, [main]).map(tell)).toEqual([
      "failed KV602 Environment 'stage' sets no parameter or variable of these templates.",
    ]);
  });

  test("is the same for a template without parameters", () => {
    const texts = {
      [access]: fileWith(question, `"environments": { "stage": { "set": { "action": "Deny" } } },`),
      [main]: closed,
    };
    expect(judgeText(texts, [main]).map(tell)).toEqual(["passed [stage] t"]);
  });

  test("changes nothing for a state, whose values are known", () => {
    const state = JSON.stringify({
      id: "/subscriptions/s/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/kv",
      type: "Microsoft.KeyVault/vaults",
      name: "kv",
      properties: { networkAcls: { defaultAction: "Deny", bypass: "None" } },
    });
    const texts = {
      [access]: fileWith(question, `"environments": { "stage": { "set": { "action": "Deny" } } },`),
      "/infra/state.json": state,
    };
    expect(judgeText(texts, ["/infra/state.json"]).map(tell)).toEqual(["passed [stage] t"]);
  });
});

describe("an expectation of exposure", () => {
  test.each([
    ['"private"', vaultText("kv", "    publicNetworkAccess: 'Disabled'"), "passed t"],
    ['["private", "selected"]', closed, "passed t"],
    ['"private"', closed, "failed KV604 The exposure of 'kv' is selected; access test 't' expects private."],
    [
      '["private", "selected"]',
      vaultText("kv", rules("Allow")),
      "failed KV604 The exposure of 'kv' is public; access test 't' expects private or selected.",
    ],
    [
      '"private"',
      `param access string\n${vaultText("kv", "    publicNetworkAccess: access")}`,
      "failed KV603 Access test 't' is undecided: the exposure of 'kv' depends on parameter access.",
    ],
  ])("%s", (exposure, template, expected) => {
    expect(judge(`{ "name": "t", "to": "*", "exposure": ${exposure} }`, template)).toEqual([expected]);
  });
});

describe("subnets that no template declares", () => {
  const id =
    "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/vnet-spoke/subnets/snet-app";
  const listed = vaultText("kv", rules("Deny", [], `      virtualNetworkRules: [{ id: '${id}' }]\n`));

  test("are what the access file says of them", () => {
    expect(
      judge('{ "name": "t", "from": "spoke", "to": "kv", "expect": "allow", "via": "subnetRule" }', listed),
    ).toEqual(["passed t"]);
    expect(judge('{ "name": "t", "from": "hub", "to": "kv", "expect": "deny" }', listed)).toEqual([
      "passed t",
    ]);
  });

  test("come through a private endpoint where the file says so", () => {
    const endpoint = `resource pe 'Microsoft.Network/privateEndpoints@2024-05-01' = {
  name: 'pe'
  properties: {
    subnet: { id: '/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/v/subnets/pe' }
    privateLinkServiceConnections: [{ name: 'kv', properties: { privateLinkServiceId: kv.id, groupIds: ['vault'] } }]
  }
}
`;
    const wanted = '{ "name": "t", "from": "hub", "to": "kv", "expect": "allow", "via": "privateEndpoint" }';
    expect(judge(wanted, listed + endpoint)).toEqual(["passed t"]);
    expect(judge(wanted.replace("hub", "spoke"), listed + endpoint)[0]).toContain(
      "failed KV601 Access test 't' fails: spoke can reach 'kv' by subnetRule, not only by privateEndpoint. Subnet rule 1 lists this subnet, and its service endpoint is on.",
    );
  });
});

const shut = vaultText("kv", "    publicNetworkAccess: 'Disabled'");

describe("subnets that only another root declares", () => {
  const withEndpoint = "properties: { serviceEndpoints: [{ service: 'Microsoft.KeyVault' }] }";
  const subnet = (network: string, name: string, more = ""): string =>
    `param suffix string\nresource v 'Microsoft.Network/virtualNetworks@2024-05-01' = {\n  name: '${network}'\n}\nresource app 'Microsoft.Network/virtualNetworks/subnets@2024-05-01' = {\n  parent: v\n  name: '${name}'\n  ${more}\n}\n`;
  const listing = (id: string): string =>
    vaultText("kv", rules("Deny", [], `      virtualNetworkRules: [{ id: '${id}' }]\n`));
  const id =
    "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/vnet/subnets/snet-app";

  test.each([
    ["its name", "vnet/snet-app", shut, [subnet("vnet", "snet-app")], ["passed t"]],
    ["its symbol", "app", shut, [subnet("vnet", "snet-app")], ["passed t"]],
    ["its lack of a service endpoint", "app", listing(id), [subnet("vnet", "snet-app")], ["passed t"]],
    [
      "its service endpoint",
      "app",
      listing(id),
      [subnet("vnet", "snet-app", withEndpoint)],
      [
        "failed KV601 Access test 't' fails: subnet:app can reach 'kv'. Subnet rule 1 lists this subnet, and its service endpoint is on.",
      ],
    ],
    [
      "a name that is not known",
      "app",
      listing(id),
      [subnet("vnet", "snet-${suffix}", withEndpoint)],
      [
        "failed KV603 Access test 't' is undecided: whether subnet:app can reach 'kv' depends on a value that is not known here.",
      ],
    ],
    [
      "a symbol of several",
      "app",
      listing(id),
      [subnet("vnet", "snet-other", withEndpoint), subnet("vnet", "snet-app", withEndpoint)],
      [
        "failed KV603 Access test 't' is undecided: whether subnet:app can reach 'kv' depends on a value that is not known here.",
      ],
    ],
  ])("are judged by %s", (_, name, template, networks, expected) => {
    const test = `{ "name": "t", "from": "subnet:${name}", "to": "kv", "expect": "deny" }`;
    const others = Object.fromEntries(networks.map((each, index) => [`/infra/net${index}.bicep`, each]));
    const texts = { [access]: fileWith(test), [main]: template, ...others };
    expect(judgeText(texts, [main, ...Object.keys(others)]).map(tell)).toEqual(expected);
  });
});

test("a consumer that does not use the vault is not passed over", () => {
  const app = `resource app 'Microsoft.Web/sites@2024-04-01' = {
  name: 'app'
  properties: { siteConfig: { appSettings: [ { name: 'ONE', value: '@Microsoft.KeyVault(SecretUri=https://kv.vault.azure.net/secrets/one)' } ] } }
}
`;
  const vaults = shut + vaultText("other", "    publicNetworkAccess: 'Disabled'");
  const from = (to: string): readonly string[] =>
    judge(
      `{ "name": "t", "from": ["consumer:app", "internet"], "to": "${to}", "expect": "deny" }`,
      vaults + app,
    );
  expect(from("*")).toEqual(["passed t"]);
  expect(from("other")).toEqual([
    "passed t",
    "failed KV602 'consumer:app' does not use any of these vaults.",
  ]);
});

test("thousands of addresses of one source are united at once", () => {
  const union = vi.spyOn(IpSet.prototype, "union");
  const ips = Array.from({ length: 2000 }, (_, each) => `"203.0.${(each * 37) & 255}.${each >> 8}"`);
  judgeText(
    {
      [access]: `{ "version": 1, "sources": { "many": { "ip": [${ips.join()}] } }, "tests": [{ "from": "many", "to": "kv", "expect": "deny" }] }`,
      [main]: closed,
    },
    [main],
  );
  expect(union.mock.calls.length).toBeLessThan(100);
  union.mockRestore();
});
