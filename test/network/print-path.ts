import type { Existence } from "../../server/src/core/evaluate/types.ts";
import type { Plain } from "../../server/src/core/evaluate/values/plain.ts";
import { textPieces } from "../../server/src/core/evaluate/values/symbol.ts";
import type { Absent, Cause, Value } from "../../server/src/core/evaluate/values/value.ts";
import type { Field, ListField } from "../../server/src/core/network/fields/field.ts";
import type { FirewallRule, RuleCollections } from "../../server/src/core/network/firewall.ts";
import type { Network } from "../../server/src/core/network/network.ts";
import type { SecurityRule, SecurityRuleEnd } from "../../server/src/core/network/path-resources.ts";

/** What the path before a vault is made of, one line each; parts are indented. What is not written has no line and no word. */
export function printPath(network: Network): readonly string[] {
  return [
    ...network.virtualNetworks.map((each) =>
      line("network", each.name, existence(each), list("space", each.prefixes), list("dns", each.dnsServers)),
    ),
    ...network.subnets.map((each) =>
      line(
        "subnet",
        each.name,
        existence(each),
        field("group", each.securityGroup),
        field("routes", each.routeTable),
        field("policies", each.privateEndpointNetworkPolicies),
      ),
    ),
    ...network.securityGroups.flatMap(({ rules, open, ...group }) => [
      line("group", group.name, existence(group), causes("open", open)),
      ...rules.map((rule) => `  ${printRule(rule)}`),
    ]),
    ...network.networkInterfaces.map(({ configurations, ...each }) =>
      line(
        "interface",
        each.name,
        field("group", each.securityGroup),
        list("dns", each.dnsServers),
        ...configurations.map((one) => list("member of", one.applicationSecurityGroups)),
      ),
    ),
    ...network.routeTables.flatMap(({ routes, open, ...table }) => [
      line("table", table.name, existence(table), causes("open", open)),
      ...routes.map(
        (route) =>
          `  ${line("route", route.name, word(route.prefix), word(route.nextHopType), word(route.nextHopAddress))}`,
      ),
    ]),
    ...network.peerings.map((each) =>
      line(
        "peering",
        each.name,
        existence(each),
        text("of", each.networkId),
        field("to", each.remote),
        field("access", each.allowsAccess),
        field("forwarded", each.allowsForwarded),
        field("complete", each.isComplete),
      ),
    ),
    ...network.firewalls.flatMap((each) => [
      line(
        "firewall",
        each.name,
        field("policy", each.policy),
        field("at", each.address),
        field("proxy", each.dns.proxy),
        list("dns", each.dns.servers),
        each.isSpecial ? "special" : "",
      ),
      ...printCollections(each.rules, "  "),
    ]),
    ...network.firewallPolicies.flatMap(({ groups, open, ...each }) => [
      line(
        "policy",
        each.name,
        field("base", each.base),
        field("proxy", each.dns.proxy),
        list("dns", each.dns.servers),
        each.keepsSources ? "keeps sources" : "",
        causes("open", open),
      ),
      ...groups.flatMap((group) => [
        `  ${parts("collections", word(group.priority), existence(group))}`,
        ...printCollections(group.rules, "    "),
      ]),
    ]),
    ...network.ipGroups.map((each) => line("addresses", each.name, list("", each.addresses))),
    ...network.inboundEndpoints.map((each) =>
      line(
        "inbound endpoint",
        each.name,
        text("in", each.networkId),
        field("subnet", each.subnet),
        field("at", each.address),
      ),
    ),
    ...network.forwardingRulesets.flatMap(({ rules, networks, open, ...each }) => [
      line("ruleset", each.name, causes("open", open)),
      ...rules.map(
        (rule) =>
          `  ${line("forwarding", rule.name, existence(rule), word(rule.domain), list("to", rule.servers), field("enabled", rule.isEnabled))}`,
      ),
      ...networks.map((link) => `  ${parts("linked to", word(link.id), existence(link))}`),
    ]),
    ...network.privateEndpoints.map((each) =>
      line(
        "endpoint",
        each.name,
        list("at", each.addresses),
        list("member of", each.applicationSecurityGroups),
      ),
    ),
    ...network.addressRecords.map((each) =>
      line("record", each.name, text("of", each.zoneId), list("", each.addresses)),
    ),
    ...network.virtualNetworkLinks.map((each) =>
      line(
        "link",
        each.name,
        text("of", each.zoneId),
        field("to", each.network),
        field("", each.resolutionPolicy),
      ),
    ),
  ];
}

function printRule(rule: SecurityRule): string {
  return line(
    "rule",
    rule.name,
    existence(rule),
    word(rule.priority),
    word(rule.access),
    word(rule.direction),
    word(rule.protocol),
    "from",
    printEnd(rule.source),
    "to",
    printEnd(rule.destination),
  );
}

function printEnd({ prefixes, groups, ports }: SecurityRuleEnd): string {
  return parts(list("", prefixes), list("members of", groups), list("port", ports));
}

function printCollections({ collections, open }: RuleCollections, indent: string): readonly string[] {
  return [
    ...collections.flatMap(({ rules, ...each }) => [
      indent +
        line(
          "collection",
          each.name,
          existence(each),
          word(each.priority),
          word(each.action),
          causes("open", each.open),
        ),
      ...rules.map((rule) => `${indent}  ${printFirewallRule(rule)}`),
    ]),
    ...(open.length > 0 ? [indent + causes("open", open)] : []),
  ];
}

function printFirewallRule(rule: FirewallRule): string {
  const sources = parts("from", list("", rule.sources), list("group", rule.sourceGroups));
  if (rule.kind === "network")
    return line(
      "network rule",
      rule.name,
      list("", rule.protocols),
      sources,
      parts(
        "to",
        list("", rule.destinations),
        list("group", rule.destinationGroups),
        list("name", rule.fqdns),
      ),
      list("port", rule.ports),
    );
  return line(
    "application rule",
    rule.name,
    ...rule.protocols.map(({ type, port }) => `${word(type)}:${word(port)}`),
    causes("open", rule.openProtocols),
    sources,
    parts("to", list("", rule.fqdns), list("tag", rule.fqdnTags), list("category", rule.webCategories)),
  );
}

function line(what: string, name: Value, ...rest: readonly string[]): string {
  return parts(what, print(name), ...rest);
}

function parts(...all: readonly string[]): string {
  return all.filter((each) => each !== "").join(" ");
}

function existence({ exists: { truth, because } }: { readonly exists: Existence }): string {
  return truth === "yes" ? "" : `${truth === "no" ? "never" : "perhaps"}(${because.map(printCause).join()})`;
}

function field(what: string, { value }: Pick<Field<Plain>, "value">): string {
  return value.kind === "absent" ? "" : parts(what, print(value));
}

function word({ value }: Pick<Field<Plain>, "value">): string {
  return value.kind === "absent" ? "-" : print(value);
}

function text(what: string, value: Value): string {
  return parts(what, print(value));
}

function list(what: string, { items, open }: Pick<ListField<Plain>, "items" | "open">): string {
  const words = items.map((item) => word(item.field));
  return parts(words.length > 0 ? parts(what, words.join(",")) : "", causes(parts(what, "open"), open));
}

function causes(what: string, because: readonly Cause[]): string {
  return because.length > 0 ? `${what}(${because.map(printCause).join()})` : "";
}

/** Of an id, only the last name, as its group may not be known. */
function print(value: Value | Absent): string {
  if (value.kind === "absent") return "-";
  if (value.kind === "unknown") return `?(${value.because.map(printCause).join()})`;
  if (value.kind === "oneOf") return value.options.map(print).join("|");
  const written = textPieces(value)
    .map((piece) => (typeof piece === "string" ? piece : "*"))
    .join("");
  return written.includes("/providers/") ? (written.split("/").at(-1) ?? "") : written;
}

/** Causes by what all syntaxes call the same. */
function printCause(cause: Cause): string {
  return cause.kind === "parameter" ? cause.name : cause.kind;
}
