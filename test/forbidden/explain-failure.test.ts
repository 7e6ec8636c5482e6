import { describe, expect, it } from "vitest";
import { explain, type Explanation, readError, wordsIn } from "../../server/src/core/index.ts";
import type { FittingGate } from "../../server/src/core/forbidden/fitting-gates.ts";
import { type Scene, type SubnetScene, type Syntax, syntaxes } from "../path/scene.ts";
import { analysisOf, textOf } from "./scenes.ts";

const english = wordsIn("en");

const noName = "RestError: getaddrinfo ENOTFOUND kv.vault.azure.net";
const serverFailed = "RestError: getaddrinfo EAI_AGAIN kv.vault.azure.net";
const privateTimeout = 'Get "https://kv.vault.azure.net/secrets/db": dial tcp 10.1.2.4:443: i/o timeout';
const publicTimeout = 'Get "https://kv.vault.azure.net/secrets/db": dial tcp 203.0.113.20:443: i/o timeout';
const anyTimeout = 'Get "https://kv.vault.azure.net/secrets/db": context deadline exceeded';
const reset =
  'Get "https://kv.vault.azure.net/": read tcp 10.1.1.4:40000->203.0.113.20:443: connection reset by peer';
const certificate = "https://kv.vault.azure.net: x509: certificate signed by unknown authority";
const tokenTimeout =
  'reading kv.vault.azure.net: Post "https://login.microsoftonline.com/t/oauth2/v2.0/token": dial tcp: i/o timeout';

const metadataTimeout =
  'reading kv.vault.azure.net: Get "http://169.254.169.254/metadata/identity/oauth2/token": context deadline exceeded';

/** A network `v` with the subnet `app`, and one for private endpoints. */
function networks(app: Partial<SubnetScene>, pe: Partial<SubnetScene> = {}): Scene["networks"] {
  const subnets = { app: { prefix: "10.1.1.0/24", ...app }, pe: { prefix: "10.1.2.0/24", ...pe } };
  return { v: { prefix: "10.1.0.0/16", subnets } };
}

const inV = { subnet: "v/pe", zones: ["z"] };
const linked = { z: { links: ["v"] } };
const hub = { hub: { prefix: "10.9.0.0/16", subnets: { hub: { prefix: "10.9.0.0/24" } } } };

interface Case {
  readonly name: string;
  readonly scene: Scene;
  readonly log: string;
  /** `deny network-security-group subnet:v/app`, in this order. */
  readonly gates: readonly string[];
  /** The same in ARM JSON and Bicep, where the group that is deployed to has no known name. */
  readonly gatesInOwnGroup?: readonly string[];
  /** The text of the first gate. */
  readonly says?: RegExp;
  /** What stands on the line that decides. */
  readonly at?: RegExp;
  readonly fix?: string;
  /** The title of the change that is written for it. */
  readonly writes?: RegExp;
  readonly advises?: RegExp;
  readonly advisesNot?: RegExp;
}

const cases: readonly Case[] = [
  {
    name: "a linked zone without the record is why a name is not found",
    scene: {
      networks: { ...networks({}), ...hub },
      endpoint: { subnet: "hub/hub", zones: ["other"] },
      zones: { z: { links: ["v"] } },
    },
    log: noName,
    gates: ["deny name-resolution subnet:v/app subnet:v/pe"],
    gatesInOwnGroup: ["maybe name-resolution subnet:v/app subnet:v/pe"],
    says: /The vault's name (?:does|may) not resolve \(NXDOMAIN\): .* links a DNS zone(?: that has no record of it|, and no record in it is declared here)\./,
    fix: "Add a record of 'kv' to the DNS zone that",
    advises: /A vault has a DNS name only while it exists: check that kv is deployed/,
  },
  {
    name: "a linked zone without the record is why the name of a vault with an endpoint elsewhere is not found",
    scene: { networks: networks({}), zones: linked },
    log: noName,
    gates: ["maybe name-resolution subnet:v/app subnet:v/pe"],
    at: /virtualNetworkLinks|virtual_network_link/,
    fix: "Add a record of 'kv' to the DNS zone that",
  },
  {
    name: "a linked zone that asks public DNS explains no missing name",
    scene: { networks: networks({}), zones: { z: { links: ["v"], redirects: true } } },
    log: noName,
    gates: [],
  },
  {
    name: "a linked zone with the record explains no missing name",
    scene: { networks: networks({}), zones: { z: { links: ["v"], records: ["kv"] } } },
    log: noName,
    gates: [],
  },
  {
    name: "a name that is registered is not found for a reason that is not declared",
    scene: { networks: networks({}), endpoint: inV, zones: linked },
    log: noName,
    gates: [],
    advises: /^Nothing that is declared here explains it: no linked DNS zone lacks the record/m,
  },
  {
    name: "a DNS server that is not declared may answer nothing",
    scene: {
      networks: {
        v: {
          ...networks({})["v"],
          prefix: "10.1.0.0/16",
          subnets: { app: { prefix: "10.1.1.0/24" } },
          dnsServers: ["10.0.0.4"],
        },
      },
      endpoint: { subnet: "v/app", zones: ["z"] },
      zones: linked,
    },
    log: serverFailed,
    gates: ["maybe name-resolution subnet:v/app"],
    says: /DNS server 10\.0\.0\.4 is not declared here/,
    fix: "Let DNS server 10.0.0.4 forward vault.azure.net to Azure DNS (168.63.129.16)",
  },
  {
    name: "a security group blocks the public address",
    scene: { networks: networks({ group: "nsg" }), groups: { nsg: ["200 Deny Outbound Internet *"] } },
    log: publicTimeout,
    gates: ["deny network-security-group subnet:v/app"],
    says: /access denied by outbound rule/,
    at: /Deny/i,
    fix: "TCP 443 to AzureKeyVault, before rule",
  },
  {
    name: "a security group blocks the private endpoint",
    scene: {
      networks: networks({ group: "nsg" }),
      groups: { nsg: ["4096 Deny Outbound * *"] },
      endpoint: inV,
      zones: linked,
    },
    log: privateTimeout,
    gates: ["deny network-security-group subnet:v/app"],
    fix: "TCP 443 to VirtualNetwork, before rule",
  },
  {
    name: "the security group of the private endpoint blocks its clients",
    scene: {
      networks: networks({}, { group: "nsg", policies: "NetworkSecurityGroupEnabled" }),
      groups: { nsg: ["100 Deny Inbound * *"] },
      endpoint: inV,
      zones: linked,
    },
    log: privateTimeout,
    gates: ["deny network-security-group subnet:v/app subnet:v/pe"],
    fix: "Add an inbound rule to nsg that allows TCP 443 from the caller's subnet, before rule",
  },
  {
    name: "a route drops the traffic",
    scene: { networks: networks({ table: "rt" }), tables: { rt: ["0.0.0.0/0 None"] } },
    log: publicTimeout,
    gates: ["deny route subnet:v/app"],
    says: /^Next hop: None \(route to-none\): the traffic is dropped\.$/,
    at: /None/,
    fix: "Change route to-none, which drops the traffic, or turn on the subnet's Microsoft.KeyVault service endpoint",
  },
  {
    name: "a subnet without outbound access cannot reach the public address",
    scene: { networks: networks({ isPrivate: true }) },
    log: publicTimeout,
    gates: ["deny route subnet:v/app"],
    fix: "Add a NAT gateway to the subnet, or turn on its Microsoft.KeyVault service endpoint",
  },
  {
    name: "networks that are not peered do not reach the private endpoint",
    scene: {
      networks: { ...networks({}), ...hub },
      endpoint: { subnet: "hub/hub", zones: ["z"] },
      zones: { z: { links: ["v", "hub"] } },
      peerings: ["v hub"],
    },
    log: 'Get "https://kv.vault.azure.net/": dial tcp 10.9.0.5:443: i/o timeout',
    gates: ["deny route subnet:v/app subnet:v/pe"],
    says: /a peering needs a link on both sides/,
    fix: "Peer the caller's network and that of private endpoint pe in both directions",
    writes: /^Add the peering from 'hub' to 'v' /,
  },
  {
    name: "an appliance may drop the traffic",
    scene: { networks: networks({ table: "rt" }), tables: { rt: ["0.0.0.0/0 VirtualAppliance 10.9.0.4"] } },
    log: publicTimeout,
    gates: ["maybe route subnet:v/app"],
    fix: "Check whether 10.9.0.4 forwards TCP 443 to the vault",
  },
  {
    name: "a firewall blocks what no rule of it allows",
    scene: {
      networks: { ...networks({ table: "rt" }), ...hub },
      tables: { rt: ["0.0.0.0/0 VirtualAppliance fw"] },
      peerings: ["v hub", "hub v"],
      firewall: { network: "hub", rules: ["application 200 Allow *.example.org"] },
    },
    log: anyTimeout,
    gates: ["deny firewall subnet:v/app"],
    says: /^No rule of firewall fw allows requests to the vault/,
    fix: "Add a rule to firewall fw that allows HTTPS to the vault: its name, *.vault.azure.net or AzureKeyVault",
    writes: /^Allow kv\.vault\.azure\.net in 'fw' /,
  },
  {
    name: "a firewall with network rules alone allows the tag of vaults",
    scene: {
      networks: { ...networks({ table: "rt" }), ...hub },
      tables: { rt: ["0.0.0.0/0 VirtualAppliance fw"] },
      peerings: ["v hub", "hub v"],
      firewall: { network: "hub", rules: ["network 200 Allow Storage"] },
    },
    log: anyTimeout,
    gates: ["deny firewall subnet:v/app"],
    writes: /^Allow AzureKeyVault in 'fw' /,
  },
  {
    name: "every blocker is named, also behind another one",
    scene: {
      networks: networks({ group: "nsg", table: "rt" }),
      groups: { nsg: ["200 Deny Outbound Internet *"] },
      tables: { rt: ["0.0.0.0/0 None"] },
    },
    log: publicTimeout,
    gates: ["deny network-security-group subnet:v/app", "deny route subnet:v/app"],
  },
  {
    name: "a private address contradicts a name that resolves publicly",
    scene: { networks: networks({ group: "nsg" }), groups: { nsg: ["200 Deny Outbound Internet *"] } },
    log: privateTimeout,
    gates: [],
    advises:
      /The log shows the private address 10\.1\.2\.4, but no private endpoint of the vault is declared here\./,
    advisesNot: /Nothing that is declared here/,
  },
  {
    name: "a public address contradicts a name that resolves to the private endpoint",
    scene: {
      networks: networks({ group: "nsg" }),
      groups: { nsg: ["4096 Deny Outbound * *"] },
      endpoint: inV,
      zones: linked,
    },
    log: publicTimeout,
    gates: [],
    advises: /The log shows the public address 203\.0\.113\.20: .* does not resolve to private endpoint pe\./,
  },
  {
    name: "a firewall on the way may close connections",
    scene: {
      networks: { ...networks({ table: "rt" }), ...hub },
      tables: { rt: ["0.0.0.0/0 VirtualAppliance fw"] },
      peerings: ["v hub", "hub v"],
      firewall: { network: "hub", rules: ["network 100 Allow AzureKeyVault"] },
    },
    log: reset,
    gates: ["maybe firewall subnet:v/app"],
    advises: /templates do not show everything that can/,
  },
  {
    name: "nothing declared closes a connection",
    scene: { networks: networks({}) },
    log: reset,
    gates: [],
    advises: /Nothing that is declared here explains it/,
  },
  {
    name: "an appliance may replace certificates",
    scene: { networks: networks({ table: "rt" }), tables: { rt: ["0.0.0.0/0 VirtualAppliance 10.9.0.4"] } },
    log: certificate,
    gates: ["maybe route subnet:v/app"],
    advises: /inspects TLS replaces the vault's certificate/,
  },
  {
    name: "a security group that allows only vaults blocks requests for tokens",
    scene: {
      networks: networks({ group: "nsg" }),
      groups: { nsg: ["100 Allow Outbound AzureKeyVault 443", "4096 Deny Outbound * *"] },
    },
    log: tokenTimeout,
    gates: ["deny network-security-group subnet:v/app"],
    at: /Deny/i,
    fix: "TCP 443 to AzureActiveDirectory, before rule",
    writes: /^Allow AzureActiveDirectory in nsg /,
    advises: /need TCP 443 to login\.microsoftonline\.com/,
  },
  {
    name: "an endpoint of the machine does not depend on Microsoft Entra ID",
    scene: {
      networks: networks({ group: "nsg" }),
      groups: { nsg: ["100 Allow Outbound AzureKeyVault 443", "4096 Deny Outbound * *"] },
    },
    log: metadataTimeout,
    gates: [],
    advises: /Managed identities get tokens from an endpoint inside the machine or app/,
  },
  {
    name: "a rule for the tag of the metadata service blocks it",
    scene: {
      networks: networks({ group: "nsg" }),
      groups: { nsg: ["300 Deny Outbound AzurePlatformIMDS *"] },
    },
    log: metadataTimeout,
    gates: ["maybe network-security-group subnet:v/app"],
    at: /AzurePlatformIMDS/,
    fix: "Change rule",
  },
  {
    name: "a rule for the tag of Azure DNS blocks it",
    scene: {
      networks: networks({ group: "nsg" }),
      groups: { nsg: ["300 Deny Outbound AzurePlatformDNS *"] },
    },
    log: serverFailed,
    gates: ["maybe network-security-group subnet:v/app"],
    at: /AzurePlatformDNS/,
    fix: "Change rule",
  },
  {
    name: "a resource that uses the vault meets what its subnet meets",
    scene: {
      networks: networks({ group: "nsg" }),
      groups: { nsg: ["200 Deny Outbound Internet *"] },
      caller: { kind: "cluster", subnet: "v/app" },
    },
    log: `MountVolume.SetUp failed: ${publicTimeout}`,
    gates: ["deny network-security-group consumer:caller subnet:v/app"],
    advises: /network policies of the cluster may block them, too/,
  },
  {
    name: "an app past its subnet does not meet the security group",
    scene: {
      networks: networks({ group: "nsg" }),
      groups: { nsg: ["200 Deny Outbound Internet *"] },
      caller: { kind: "app", subnet: "v/app", holds: "address", routesAll: false },
    },
    log: publicTimeout,
    gates: ["deny network-security-group subnet:v/app"],
  },
  {
    name: "a cluster that cannot reach Microsoft Entra ID gets no token",
    scene: {
      networks: networks({ group: "nsg" }),
      groups: { nsg: ["100 Allow Outbound AzureKeyVault 443", "4096 Deny Outbound * *"] },
      caller: { kind: "cluster", subnet: "v/app" },
    },
    log: tokenTimeout,
    gates: ["deny network-security-group consumer:caller subnet:v/app"],
  },
  {
    name: "nothing declared blocks requests for tokens",
    scene: { networks: networks({}) },
    log: tokenTimeout,
    gates: [],
    advises: /no rule or route certainly blocks requests for tokens/,
  },
];

describe.each(Object.keys(syntaxes).filter(isSyntax))("a failed connection, with %s", (syntax) => {
  it.each(cases)(
    "$name",
    ({ scene, log, gates, gatesInOwnGroup = gates, says, at, fix, writes, advises, advisesNot }) => {
      const explanation = explained(scene, log, syntax);
      const found = explanation.connection?.gates ?? [];
      expect(found.map(({ gate, outcome, from }) => plain([outcome, gate, ...from].join(" ")))).toEqual(
        syntax === "Terraform" ? gates : gatesInOwnGroup,
      );
      const [first] = found;
      if (says && first) expect(plain(english.gate(first.facts))).toMatch(says);
      if (at && first) expect(textAt(first, scene, syntax)).toMatch(at);
      if (fix !== undefined)
        expect(first?.remedy && plain(english.refusals.remedy(first.remedy))).toContain(fix);
      if (writes) expect(first?.fix && plain(english.fix(first.fix))).toMatch(writes);
      if (advises) expect(plain(explanation.advice.map(english.refusals.advice).join("\n"))).toMatch(advises);
      if (advisesNot)
        expect(explanation.advice.map(english.refusals.advice).join("\n")).not.toMatch(advisesNot);
      expect(explanation.networkDecision).toBe(true);
    },
  );
});

/** Terraform calls resources by their type, too. */
function plain(text: string): string {
  return text.replace(/\bazurerm_\w+\./g, "").replaceAll("z_v", "z-v");
}

function isSyntax(name: string): name is Syntax {
  return name in syntaxes;
}

function explained(scene: Scene, log: string, syntax: Syntax): Explanation {
  const error = readError(log);
  if (!error) throw new Error("nothing was read");
  const { root, worlds } = analysisOf(scene, syntax);
  return explain(error, [{ root, environment: null, worlds }]);
}

/** What is written from where a gate decides, as far as the declaration around it may go. */
function textAt({ span }: FittingGate, scene: Scene, syntax: Syntax): string {
  return span
    ? textOf(scene, syntax, span.document).slice(Math.max(0, span.start - 200), span.end + 400)
    : "";
}

describe("a failure of a vault that no template declares", () => {
  const scene: Scene = { networks: networks({}) };

  it("says that there may be no such vault", () => {
    const { connection, advice, candidates } = explained(
      scene,
      "getaddrinfo ENOTFOUND other-one.vault.azure.net",
      "Bicep",
    );
    expect(candidates).toEqual([]);
    expect(connection?.gates).toEqual([]);
    expect(advice.map(english.refusals.advice).slice(0, 2)).toEqual([
      "No template here declares other-one, so only the text of the error is explained.",
      "A vault of this name may not exist: check the spelling of other-one, the cloud, and whether it was deleted.",
    ]);
  });
});

describe("statuses that are no connection failures", () => {
  it.each([
    ['{"status":"SecretNotFound","vaultName":"kv"}', "not-found"],
    ["AADSTS7000215: Invalid client secret provided. kv.vault.azure.net", "sign-in"],
    ['{"status":"InvalidSyntax","vaultName":"kv"}', "invalid-reference"],
  ])("%s", (log, shape) => {
    const explanation = explained({ networks: networks({}) }, log, "Bicep");
    expect(explanation).toMatchObject({ shape, networkDecision: false, connection: { gates: [] } });
    expect(english.refusals.meaning(explanation.shape)).toMatch(/^This is not a connection failure/);
  });
});
