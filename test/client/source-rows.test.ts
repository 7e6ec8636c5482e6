import { expect, test } from "vitest";
import { type RecentSource, type SourceRow, sourceRows } from "../../client/src/simulator/source-rows.ts";
import { english } from "./english.ts";
import type {
  ConsumerSource,
  ServiceSource,
  SourcesResult,
  SubnetSource,
  TypedSource,
} from "../../server/src/protocol/sources.ts";

const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } };
const subnet = (label: string, ...prefixes: readonly string[]): SubnetSource => ({
  from: `subnet:${label}`,
  label,
  prefixes,
  root: "file:///main.bicep",
  uri: "file:///main.bicep",
  range,
});
const service = (id: string, trusted: ServiceSource["trusted"]): ServiceSource => ({
  from: `service:${id}`,
  name: id,
  standing: trusted === "yes" ? "trusted, for this scenario only" : "not a trusted service",
  trusted,
  scenario: `What ${id} does`,
  needs: trusted === "yes" ? "" : "a subnet rule",
  description: "",
});
const app = subnet("vnet/app", "10.1.1.0/24");
const data = subnet("vnet/data", "10.1.2.0/24");
const six = ["a", "b", "c", "d", "e", "f"].map((id) => service(id, "yes"));

interface Case {
  readonly typed: string;
  readonly reading?: TypedSource;
  readonly subnets?: readonly SubnetSource[];
  readonly services?: readonly ServiceSource[];
  readonly recent?: readonly RecentSource[];
  readonly rows: readonly string[];
}

test.each<Case>([
  {
    typed: "",
    subnets: [app],
    services: six,
    recent: [{ from: "203.0.113.7", label: "203.0.113.7" }],
    rows: ["internet", "203.0.113.7", "a", "b", "c", "d", "e", "Browse all services…", "vnet/app"],
  },
  {
    typed: "203.0.113.7",
    reading: { kind: "address", from: "203.0.113.7", description: "public IPv4 address" },
    recent: [{ from: "203.0.113.7", label: "203.0.113.7" }],
    rows: ["203.0.113.7"],
  },
  {
    typed: "10.1.2.3",
    reading: { kind: "private", from: "10.1.2.3", description: "private" },
    subnets: [data],
    rows: ["10.1.2.3", "vnet/data"],
  },
  {
    typed: "b",
    reading: { kind: "malformed", description: "no address" },
    services: six.slice(1, 2),
    rows: ["b"],
  },
  {
    typed: "999.1.1.1",
    reading: { kind: "malformed", description: "A part is above 255. Accepted are others." },
    rows: ["999.1.1.1"],
  },
])("typing '$typed' offers $rows", ({ typed, reading = null, rows, recent = [], ...found }) => {
  expect(rowsFor(typed, reading, recent, found).map((row) => row.label)).toEqual(rows);
});

test("several sources are one row, which asks about each of them", () => {
  const reading: TypedSource = { kind: "several", all: ["203.0.113.7", "tag:AzureDevOps"] };
  expect(rowsFor("203.0.113.7, tag:AzureDevOps", reading)).toMatchObject([
    {
      label: "203.0.113.7, tag:AzureDevOps",
      description: "2 sources, each evaluated separately",
      from: null,
      all: ["203.0.113.7", "tag:AzureDevOps"],
    },
  ]);
});

test("a service tag is offered below the services, and a host name is explained", () => {
  const malformed: TypedSource = { kind: "malformed", description: "not an address" };
  const tags = [{ from: "tag:AzureDevOps", name: "AzureDevOps", description: "service tag: 25 ranges" }];
  expect(rowsFor("azure-devops", malformed, [], { services: six.slice(0, 1), tags })).toMatchObject([
    { label: "a" },
    { heading: "service tags", label: "AzureDevOps", from: "tag:AzureDevOps" },
  ]);
  const host: TypedSource = { kind: "host", description: "Host names are not resolved here." };
  expect(rowsFor("build.contoso.com", host)).toMatchObject([
    { from: null, detail: "Host names are not resolved here." },
  ]);
});

test("a private address that is in no subnet says so", () => {
  const reading: TypedSource = { kind: "private", from: "10.9.0.1", description: "private" };
  expect(rowsFor("10.9.0.1", reading)).toMatchObject([
    { from: "10.9.0.1", detail: expect.stringContaining("no subnet of this workspace") as unknown },
  ]);
});

test("what cannot be read is explained on two lines and cannot be chosen", () => {
  const reading: TypedSource = {
    kind: "malformed",
    description: "A part is above 255. Accepted are others.",
  };
  expect(rowsFor("999.1.1.1", reading)).toMatchObject([
    { from: null, description: "not a valid source", detail: "A part is above 255. Accepted are others." },
  ]);
});

test("resources that use a vault are offered with what they use it for, and lead to their place", () => {
  const consumer: ConsumerSource = {
    from: "consumer:site",
    label: "site",
    scenarios: ["Azure App Service", "App Service Key Vault references"],
    vaults: ["kv"],
    root: "file:///main.bicep",
    uri: "file:///main.bicep",
    range,
  };
  expect(rowsFor("si", null, [], { consumers: [consumer] })).toMatchObject([
    {
      heading: "resources that use a vault",
      label: "site",
      description: "Azure App Service, App Service Key Vault references",
      detail: "uses kv",
      from: "consumer:site",
      place: { uri: "file:///main.bicep" },
    },
  ]);
  const address: TypedSource = { kind: "address", from: "203.0.113.7", description: "" };
  expect(rowsFor("203.0.113.7", address, [], { consumers: [consumer] })).toHaveLength(1);
});

test("sources that have a name are offered by it, and lead to where they have it", () => {
  const place = { uri: "file:///.keyvault-access.jsonc", range };
  const saved = [
    { from: "runners", meaning: "16 addresses", description: "NAT", place, job: null },
    { from: "laptop", meaning: "public IPv4 address", description: null, place: null, job: null },
  ];
  expect(rowsFor("", null, [], { saved }).slice(1, 3)).toMatchObject([
    { heading: "saved sources", label: "runners", description: "16 addresses", detail: "NAT", place },
    { label: "laptop", from: "laptop", place: null, canBeSaved: false },
  ]);
});

test("the jobs of the pipeline in the editor come first, those of others with the sources that have a name", () => {
  const place = { uri: "file:///azure-pipelines.yml", range };
  const jobs = (["other", "active"] as const).map((job) => ({
    from: `pipeline:${job}.yml#build`,
    meaning: "service tag AzureCloud",
    description: null,
    place,
    job,
  }));
  expect(rowsFor("", null, [], { saved: jobs, subnets: [app] }).slice(0, 3)).toMatchObject([
    { heading: "this pipeline", label: "pipeline:active.yml#build", place },
    { label: "internet" },
    { heading: "pipelines", label: "pipeline:other.yml#build" },
  ]);
});

test("subnets come last, below the names of their networks, and first where they are what is typed", () => {
  const subnets = [app, subnet("hub/dns", "10.0.0.0/28"), data, subnet("alone", "10.2.0.0/24")];
  const rows = rowsFor("", null, [], { subnets });
  expect(rows[0]?.label).toBe("internet");
  expect(rows.slice(-4).map(({ heading, label }) => `${heading}: ${label}`)).toEqual([
    "subnets of vnet: vnet/app",
    "subnets of vnet: vnet/data",
    "subnets of hub: hub/dns",
    "subnets of this workspace: alone",
  ]);
  const typed: TypedSource = { kind: "malformed", description: "" };
  expect(rowsFor("app", typed, [], { subnets: [app], services: six })[0]?.label).toBe("vnet/app");
});

test("addresses that rules list are offered, and addresses can be given a name", () => {
  const listed = ["203.0.113.0", "1.1.1.1", "2.2.2.2", "3.3.3.3", "4.4.4.4", "5.5.5.5"].map((from) => ({
    from,
    kind: "address" as const,
  }));
  const rows = rowsFor("", null, [], { listed }).filter(({ heading }) => heading === "listed in IP rules");
  expect(rows.map(({ from, canBeSaved }) => [from, canBeSaved])).toEqual(
    listed.slice(0, 5).map(({ from }) => [from, true]),
  );
  const typed: TypedSource = { kind: "range", from: "1.1.1.0/24", description: "" };
  expect(rowsFor("1.1.1.0/24", typed)[0]?.canBeSaved).toBe(true);
});

test("what is pasted of a 403 leads to its explanation, and the last row to all services", () => {
  const reading: TypedSource = { kind: "forbidden", description: "198.51.100.7 → kv" };
  expect(rowsFor("Client address is not authorized", reading)).toMatchObject([
    { description: "198.51.100.7 → kv", from: null, leadsTo: "explanation" },
  ]);
  const failure: TypedSource = { kind: "failure", description: "The connection timed out." };
  expect(rowsFor("connect ETIMEDOUT 10.1.2.4:443", failure)).toMatchObject([
    { description: "The connection timed out.", from: null, leadsTo: "explanation" },
  ]);
  expect(rowsFor("", null, [], { services: six }).at(-1)?.leadsTo).toBe("services");
});

test("private and IPv6 addresses say what Key Vault makes of them", () => {
  const [private_] = rowsFor("10.1.2.3", { kind: "private", from: "10.1.2.3", description: "" });
  const [ipv6] = rowsFor("::1", { kind: "ipv6", from: "::1", description: "" });
  expect(private_?.detail).toMatch(/never match private addresses/);
  expect(ipv6?.detail).toMatch(/only IPv4 addresses/);
});

test("services that are not trusted look different from those that are", () => {
  const rows = rowsFor("x", null, [], { services: [service("devops", "no"), service("backup", "yes")] });
  expect(rows.map((row) => row.icon)).toEqual(["circle-slash", "azure"]);
  expect(rows.map((row) => row.description)).toEqual([
    "not a trusted service, needs a subnet rule",
    "trusted, for this scenario only",
  ]);
});

function rowsFor(
  typed: string,
  reading: TypedSource | null,
  recent: readonly RecentSource[] = [],
  found: Partial<SourcesResult> = {},
): readonly SourceRow[] {
  return sourceRows(
    english,
    typed,
    {
      ...{
        typed: reading,
        subnets: [],
        consumers: [],
        services: [],
        tags: [],
        saved: [],
        servicesAsOf: "2026-08-20",
      },
      listed: [],
      ...found,
    },
    recent,
  );
}
