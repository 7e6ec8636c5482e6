import type { Text } from "../../evaluate/values/plain.ts";
import type { Field } from "../fields/field.ts";
import { firstIn } from "../fields/lists.ts";
import { readField, readList } from "../fields/read-field.ts";
import { idAround, linkTo, networkIdOf } from "../ids/links.ts";
import { referredTo } from "../ids/referenced-property.ts";
import { causesOf, distinctCauses, known, unknown, type Value } from "../../evaluate/values/value.ts";
import type { InstancesOf, Resource } from "../resources-by-type.ts";
import type { ForwardingRule, ForwardingRuleset, InboundEndpoint } from "../path-resources.ts";
import { type Part, partsBeside, eachOnce, type Written } from "./parts.ts";
import { bindResource, networkSchemaOf } from "./resource.ts";

/** Reads the inbound endpoints of DNS resolvers. */
export function bindInboundEndpoints(of: InstancesOf): readonly InboundEndpoint[] {
  const endpoints = eachOnce(
    of("microsoft.network/dnsresolvers/inboundendpoints", "azurerm_private_dns_resolver_inbound_endpoint"),
  );
  if (endpoints.length === 0) return [];
  const resolvers = eachOnce(of("microsoft.network/dnsresolvers", "azurerm_private_dns_resolver"));
  return endpoints.map(({ resource, body }) => {
    const { instance, label } = resource;
    const schema = networkSchemaOf(instance).inboundEndpoint;
    const subnet = firstIn(readList(body, schema.subnets, label));
    return {
      ...resource,
      networkId: networkAround(resource, subnet, resolvers),
      subnet,
      address: firstIn(readList(body, schema.addresses, label)),
      privateAddress: referredTo(instance, schema.privateAddress),
    };
  });
}

/** The network of the resolver, in which the endpoint's subnet is too. */
function networkAround(
  { id, label }: Resource,
  subnet: Field<string | Text>,
  resolvers: readonly Written[],
): Value {
  const link = linkTo(idAround(id, "/inboundendpoints/"), resolvers);
  if (link.kind === "declared") {
    const { resource, body } = link.to;
    const schema = networkSchemaOf(resource.instance).resolver;
    const { value } = readField(body, schema.network, resource.label);
    if (value.kind === "known") return value;
  }
  const network = subnet.value.kind === "known" ? networkIdOf(subnet.value.value) : null;
  const origin = { span: label };
  return network === null ? unknown(causesOf(subnet.value), origin) : known(network, origin);
}

/** Reads DNS forwarding rulesets with their rules and their links to networks. */
export function bindForwardingRulesets(of: InstancesOf): readonly ForwardingRuleset[] {
  const rulesets = eachOnce(
    of("microsoft.network/dnsforwardingrulesets", "azurerm_private_dns_resolver_dns_forwarding_ruleset"),
  );
  const rules = partsBeside(
    rulesets,
    of(
      "microsoft.network/dnsforwardingrulesets/forwardingrules",
      "azurerm_private_dns_resolver_forwarding_rule",
    ),
    "/forwardingrules/",
  );
  const links = partsBeside(
    rulesets,
    of(
      "microsoft.network/dnsforwardingrulesets/virtualnetworklinks",
      "azurerm_private_dns_resolver_virtual_network_link",
    ),
    "/virtualnetworklinks/",
  );
  return rulesets.map((ruleset) => {
    const { parts, open } = rules(ruleset);
    const linked = links(ruleset);
    return {
      ...ruleset.resource,
      rules: parts.map(readRule),
      networks: linked.parts.map(readLink),
      open: distinctCauses([...causesOf(ruleset.body), ...open]),
      openNetworks: linked.open,
    };
  });
}

function readRule({ exists, body, label, instance }: Part): ForwardingRule {
  const schema = networkSchemaOf(instance).forwardingRule;
  return {
    ...bindResource(instance),
    exists,
    domain: readField(body, schema.domain, label),
    isEnabled: readField(body, schema.isEnabled, label),
    servers: readList(body, schema.servers, label),
  };
}

function readLink({ exists, body, label, instance }: Part): ForwardingRuleset["networks"][number] {
  const schema = networkSchemaOf(instance).rulesetLink;
  return { id: readField(body, schema.network, label), exists };
}
