import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Agent, agentIn, git, writeFiles } from "./client.ts";

const vault = (symbol: string, name: string, properties: string): string =>
  `resource ${symbol} 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: '${name}'
  location: 'westeurope'
  properties: { tenantId: tenant().tenantId, sku: { family: 'A', name: 'standard' }, ${properties} }
}
`;
const network = `resource vnet 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: 'vnet-shop'
  location: 'westeurope'
  properties: { addressSpace: { addressPrefixes: [ '10.1.0.0/16' ] }, subnets: [
    { name: 'snet-app', properties: { addressPrefix: '10.1.0.0/24', serviceEndpoints: [ { service: 'Microsoft.KeyVault' } ] } }
    { name: 'snet-jobs', properties: { addressPrefix: '10.1.1.0/24' } }
  ] }
}
`;
const shop = (address: string): string =>
  network +
  vault(
    "shop",
    "kv-shop",
    `networkAcls: { defaultAction: 'Deny', bypass: 'AzureServices', ipRules: [ { value: '${address}' } ], virtualNetworkRules: [ { id: '\${vnet.id}/subnets/snet-app' } ] }`,
  );
const terraform = `resource "azurerm_key_vault" "data" {
  name                = "kv-data"
  location            = "westeurope"
  resource_group_name = "rg"
  tenant_id           = "00000000-0000-0000-0000-000000000000"
  sku_name            = "standard"
  network_acls {
    default_action = "Deny"
    bypass         = "None"
    ip_rules       = ["198.51.100.0/28", "198.51.100.3"]
  }
}
`;
const files = {
  "shop/main.bicep": shop("203.0.113.0/24"),
  "open/main.bicep": vault("legacy", "kv-legacy", "networkAcls: { defaultAction: 'Allow' }"),
  "closed/main.bicep": vault("hidden", "kv-hidden", "publicNetworkAccess: 'Disabled'"),
  "sized/main.bicep": `param action string = 'Deny'\n${vault("sized", "kv-sized", "networkAcls: { defaultAction: action, bypass: 'None' }")}`,
  "sized/main.dev.bicepparam": "using 'main.bicep'\nparam action = 'Allow'\n",
  "sized/main.prod.bicepparam": "using 'main.bicep'\nparam action = 'Deny'\n",
  "unknown/main.bicep": `param addresses array\n${vault("partner", "kv-partner", "networkAcls: { defaultAction: 'Deny', bypass: 'None', ipRules: [for a in addresses: { value: a }] }")}`,
  "data/main.tf": terraform,
  ".keyvault-access.jsonc": `{ "version": 1, "sources": { "office": { "ip": ["203.0.113.10"] } } }`,
};

const forbidden = (address: string, name: string): string =>
  `(Forbidden) Client address is not authorized and caller is not a trusted service.\nClient address: ${address}\nCaller: appid=0f0f;oid=1a1a;iss=https://sts.windows.net/x/\nVault: ${name};location=westeurope`;

let agent: Agent;
beforeAll(async () => {
  agent = await agentIn(files);
  git(agent.folder, "init", "--quiet", "--initial-branch=main");
  writeFiles(agent.folder, { ".gitignore": ".product\n" });
  git(agent.folder, "add", ".");
  git(agent.folder, "commit", "--quiet", "--message", "one");
  writeFiles(agent.folder, { "shop/main.bicep": shop("203.0.112.0/23") });
});
afterAll(() => agent.end());

type Question = readonly [question: string, tool: string, input: object, answer: RegExp];

/** Each asks as an agent would, and the answer has to be in the text alone. */
const questions: readonly Question[] = [
  ["Which vaults are there?", "list_vaults", {}, /kv-shop[\s\S]*6 vaults|6 vaults/],
  [
    "Which vault is open to everyone?",
    "list_vaults",
    {},
    /kv-legacy .*open\/main\.bicep:1[\s\S]{0,60}exposure +public/,
  ],
  ["Which vault is private?", "list_vaults", {}, /kv-hidden .*\n.*exposure +private/],
  ["Which addresses does kv-data list?", "list_vaults", {}, /IP rules +198\.51\.100\.0\/28, 198\.51\.100\.3/],
  ["Which subnets may use kv-shop?", "list_vaults", { paths: ["shop"] }, /subnet rules +vnet-shop\/snet-app/],
  ["Do trusted services reach kv-shop?", "list_vaults", { paths: ["shop"] }, /trusted services: allowed/],
  ["Which addresses does kv-partner list?", "list_vaults", { paths: ["unknown"] }, /IP rules +not known/],
  [
    "How open is kv-sized in dev?",
    "list_vaults",
    { environment: "dev", paths: ["sized"] },
    /exposure +public/,
  ],
  [
    "How open is kv-sized in prod?",
    "list_vaults",
    { environment: "prod", paths: ["sized"] },
    /exposure +private/,
  ],
  ["What is wrong with kv-legacy?", "check", { paths: ["open"] }, /KV101.*kv-legacy.*any public address/],
  ["How is that fixed?", "check", { rules: ["KV101"], paths: "open" }, /fix: Set defaultAction to 'Deny'/],
  ["Which rule of kv-data is useless?", "check", { paths: ["data"] }, /KV205.*198\.51\.100\.3 has no effect/],
  ["Is anything wrong with kv-hidden?", "check", { rules: ["KV101"], paths: ["closed"] }, /0 findings/],
  ["In which environment is kv-sized open?", "check", { paths: ["sized"] }, /KV101.*in dev/],
  [
    "Can 203.0.113.7 reach kv-shop?",
    "simulate_access",
    { from: "203.0.113.7", vault: "kv-shop" },
    /203\.0\.113\.7 → kv-shop: allowed/,
  ],
  [
    "Why?",
    "simulate_access",
    { from: ["203.0.113.7"], vault: "kv-shop" },
    /IP rule 1 \(203\.0\.112\.0\/23\) matches/,
  ],
  [
    "Can 192.0.2.1?",
    "simulate_access",
    { from: ["192.0.2.1"], vault: "shop" },
    /denied +DENY_DEFAULT_ACTION/,
  ],
  [
    "Can the internet reach kv-legacy?",
    "simulate_access",
    { from: ["internet"], vault: "kv-legacy" },
    /allowed +ALLOW_FIREWALL_OFF/,
  ],
  [
    "Can snet-app reach kv-shop?",
    "simulate_access",
    { from: ["subnet:snet-app"], vault: "kv-shop" },
    /allowed +ALLOW_SUBNET_RULE/,
  ],
  [
    "Can snet-jobs?",
    "simulate_access",
    { from: ["subnet:snet-jobs"], vault: "kv-shop" },
    /→ kv-shop: (?:denied|depends)/,
  ],
  [
    "Can the office reach kv-data?",
    "simulate_access",
    { from: ["office"], vault: "kv-data" },
    /office → kv-data: denied/,
  ],
  [
    "Which vaults could I have meant?",
    "simulate_access",
    { from: ["internet"], vault: "kv-shp" },
    /no vault matches 'kv-shp'.*kv-shop/,
  ],
  [
    "Why is 192.0.2.9 rejected?",
    "explain_failure",
    { log: forbidden("192.0.2.9", "kv-shop") },
    /firewall is on[\s\S]*kv-shop, client 192\.0\.2\.9/,
  ],
  [
    "What would let it in?",
    "explain_failure",
    { log: forbidden("192.0.2.9", "kv-shop") },
    /Add 192\.0\.2\.9\/32 to ipRules of 'kv-shop'/,
  ],
  [
    "Why is 203.0.113.9 rejected?",
    "explain_failure",
    { log: forbidden("203.0.113.9", "kv-shop") },
    /203\.0\.113\.9 → kv-shop: allowed/,
  ],
  ["Who gains access by my change?", "review_change", { base: "HEAD" }, /kv-shop[\s\S]*203\.0\.112\.0\/24/],
  ["How many addresses?", "review_change", { base: "main" }, /256/],
  [
    "What would the fix of KV101 change?",
    "preview_fix",
    { rules: ["KV101"], paths: ["open"] },
    /\| -.*'Allow'[\s\S]*\| \+.*'Deny'[\s\S]*Nothing has been changed/,
  ],
  [
    "Is Azure DevOps a trusted service?",
    "service_needs",
    { service: "azure devops" },
    /Azure DevOps.*not a trusted service/,
  ],
  [
    "What does disk encryption need?",
    "service_needs",
    { service: "disk encryption", vault: "kv-shop" },
    /service:.*disk[\s\S]*→ kv-shop: (?:allowed|denied|depends)/i,
  ],
];

test("there are 30 questions, about every tool", async () => {
  expect(questions).toHaveLength(30);
  const { tools } = await agent.client.listTools();
  expect([...new Set(questions.map(([, tool]) => tool))]).toEqual(tools.map(({ name }) => name));
});

describe("the text alone answers", () => {
  test.each(questions)("%s", async (_question, tool, input, answer) => {
    const { text } = await agent.call(tool, { ...input });
    expect(text).toMatch(answer);
    // Without marks, a name could pass for a sentence of the product.
    const ownSentences = /^(?:\||Lines that begin|Network access of|Nothing |Not everything|\d+ more lines)/;
    for (const line of text.split("\n")) expect(line).toMatch(ownSentences);
  });
});
