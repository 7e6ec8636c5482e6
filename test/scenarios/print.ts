import {
  type Analysis,
  readSource,
  reportVaults,
  reportVerdicts,
  type VaultReport,
  type VerdictReport,
} from "../../server/src/core/index.ts";
import { type ConsumerReport, reportConsumers } from "./consumers.ts";
import { wordsIn } from "../../server/src/core/words/languages.ts";
import { endpointsOf } from "../../server/src/core/path/endpoints.ts";
import { subnetLabel } from "../../server/src/core/access/source.ts";
import type { Value } from "../../server/src/core/evaluate/values/value.ts";
import type { Network, PrivateEndpoint, Subnet } from "../../server/src/core/network/network.ts";
import { printName } from "../../server/src/core/report/vaults.ts";
import { sayCause } from "../../server/src/core/words/en/causes.ts";

/** The model of a deployment without places and symbols, which differ between syntaxes: all is called by its name in Azure. */
export function printNetwork({ worlds }: Analysis): string {
  const first = worlds[0]?.network;
  const reports = reportVaults(worlds).toSorted((a, b) => compare(nameOf(a), nameOf(b)));
  const blocks = [
    ...reports.map(printVault),
    ...(first ? sorted(first.subnets.map(printSubnet)) : []),
    ...(first ? sorted(first.privateEndpoints.map((each) => printEndpoint(each, first))) : []),
    ...sorted(reportConsumers(worlds).map((consumer) => printConsumer(consumer, reports))),
  ];
  return inAnyLanguage(`${blocks.join("\n")}\n`);
}

/** The verdict on every caller at every vault, with the gates it meets. */
export function printAccess({ worlds }: Analysis, callers: readonly string[]): string {
  const lines = callers.flatMap((from) => {
    const reading = readSource(from);
    if (!("source" in reading)) return [`${from}: ${wordsIn("en").sourceFault(reading.fault)}`];
    const verdicts = reportVerdicts(worlds, from, reading.source);
    return sorted(verdicts.map(printVerdict));
  });
  return inAnyLanguage(`${lines.join("\n")}\n`);
}

/** A variable of Terraform is a parameter elsewhere. */
function inAnyLanguage(text: string): string {
  return text.replaceAll(/\bvariable (?=\w)/g, "parameter ");
}

function printVault(vault: VaultReport): string {
  return [
    `${vault.kind} ${nameOf(vault)}`,
    `  exists ${vault.exists}${vault.existing ? ", looked up" : ""}${vault.state ? `, ${vault.state}` : ""}`,
    `  exposure ${vault.exposure}${list(" depends on ", vault.dependsOn)}`,
    ...vault.cases.map(({ when, exposure }) => `    ${JSON.stringify(when)} ${exposure}`),
    `  public access ${print(vault.publicNetworkAccess)}`,
    `  default action ${print(vault.defaultAction)}`,
    `  bypass ${print(vault.bypass)}, trusted services ${vault.trustedServices}`,
    `  IP rules ${vault.ipRules.map(print).join(" ") || "-"}${vault.ipRulesOpen ? " and more" : ""}`,
    `  subnet rules ${vault.subnetRules.map(print).join(" ") || "-"}${vault.subnetRulesOpen ? " and more" : ""}`,
    `  private endpoints ${vault.privateEndpoints}${vault.privateEndpointsOpen ? " and more" : ""}`,
    ...(vault.notes.length > 0 ? [`  ${vault.notes.join(" ")}`] : []),
  ].join("\n");
}

function printSubnet(subnet: Subnet): string {
  const { items, open, state } = subnet.serviceEndpoints;
  const services = items.map((item) => printValue(item.field.value)).join(" ");
  return [
    `subnet ${subnetLabel(subnet)}`,
    `  exists ${subnet.exists.truth}`,
    `  prefixes ${subnet.prefixes.map(printValue).join(" ") || "-"}`,
    `  service endpoints ${services || (state === "unknown" ? "?" : "-")}${open.length > 0 ? " and more" : ""}`,
  ].join("\n");
}

function printEndpoint(endpoint: PrivateEndpoint, network: Network): string {
  const vaults = network.vaults.filter((vault) => endpointsOf(vault, network).includes(endpoint));
  const { subnet } = endpoint;
  return [
    `private endpoint ${printValue(endpoint.name)}`,
    `  exists ${endpoint.exists.truth}`,
    `  in ${subnet?.kind === "declared" ? subnetLabel(subnet.to) : (subnet?.kind ?? "-")}`,
    `  to ${sorted(vaults.map((vault) => print(printName(vault.name, wordsIn("en"))))).join(" ") || "-"}`,
  ].join("\n");
}

function printConsumer(consumer: ConsumerReport, vaults: readonly VaultReport[]): string {
  const used = consumer.vaults.map(({ key, certainty }) => {
    const vault = vaults.find((each) => each.key === key);
    return `${vault ? nameOf(vault) : "?"}${certainty === "yes" ? "" : ", maybe"}`;
  });
  return [
    `consumer ${print(consumer.name)} as ${consumer.scenario.service}`,
    `  exists ${consumer.exists}`,
    `  uses ${sorted(used).join(" ") || "a vault elsewhere"}`,
    `  identity ${consumer.identity ?? "?"}`,
    `  place ${consumer.subnets.join(" ") || consumer.place}`,
  ].join("\n");
}

function printVerdict(verdict: VerdictReport): string {
  const parts = (["allowed", "denied", "unknown"] as const).filter(
    (part) => !verdict.addresses[part].isEmpty,
  );
  const isSplit = verdict.verdict === "partial" || verdict.verdict === "depends";
  return [
    `${verdict.from} → ${verdict.vaultName ?? "?"}: ${verdict.verdict} ${verdict.reason}${list(" depends on ", verdict.because.map(sayCause))}`,
    ...(verdict.scenario ? [`  as ${verdict.scenario.service}`] : []),
    ...(isSplit ? parts.map((part) => `  ${part} ${verdict.addresses[part].toCidrs().join(" ")}`) : []),
    ...verdict.cases.map(({ when, verdict: word }) => `  ${JSON.stringify(when)} ${word}`),
    ...verdict.steps
      .filter(({ outcome }) => outcome !== "not-applicable")
      .map(({ gate, outcome }) => `  ${gate} ${outcome}`),
    ...(verdict.notes.length > 0 ? [`  ${verdict.notes.join(" ")}`] : []),
  ].join("\n");
}

function nameOf({ name }: VaultReport): string {
  return print(name);
}

function print(value: VaultReport["publicNetworkAccess"]): string {
  if (value === null) return "-";
  if (typeof value === "string") return value;
  return "unknown" in value
    ? `<${value.unknown}>`
    : `one of ${value.oneOf.map((each) => each ?? "-").join(" ")}`;
}

function printValue(value: Value | { readonly kind: "absent" }): string {
  return value.kind === "known" && typeof value.value === "string" ? value.value : "?";
}

function list(lead: string, items: readonly string[]): string {
  return items.length === 0 ? "" : `${lead}${items.join(", ")}`;
}

function sorted(texts: readonly string[]): readonly string[] {
  return texts.toSorted(compare);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
