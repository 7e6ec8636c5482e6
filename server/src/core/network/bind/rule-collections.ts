import { type Cause, causesOf, distinctCauses, type Value } from "../../evaluate/values/value.ts";
import type { FieldSchema, ListField } from "../fields/field.ts";
import { unknownList } from "../fields/lists.ts";
import { readField, readList, isPerhapsWritten } from "../fields/read-field.ts";
import type {
  AllowedRequests,
  ApplicationRule,
  FirewallRule,
  NetworkRule,
  RuleCollection,
  RuleCollections,
} from "../firewall.ts";
import type { RuleKind, SaidKind } from "../schema/spelling.ts";
import { type Part, partsInside } from "./parts.ts";
import { bindResource, type NetworkSchema } from "./resource.ts";
import { foldWord } from "../../text/fold.ts";
import { dictionaryOf, type Written } from "../../template/written.ts";

/** How collections are written in a firewall, or in a group of a policy. */
type CollectionsSchema =
  | NetworkSchema["ruleCollectionGroup"]["rules"]
  | Exclude<NetworkSchema["firewall"]["rules"], null>;
type RuleCollectionSchema = CollectionsSchema["collection"];

/** Reads the collections of rules that a firewall, or a group of a policy, contains. */
export function readCollections(
  body: Value,
  schema: CollectionsSchema,
  { instance, label }: Pick<Part, "instance" | "label">,
): RuleCollections {
  const read = schema.lists.map(({ at, kind }) => {
    const { parts, open } = partsInside(body, at, instance, label);
    const kinds = parts.map((part) => ({ part, ...kindOfCollection(part, kind) }));
    return {
      collections: kinds.flatMap((each) =>
        each.kind === null ? [] : [readCollection(each.part, schema.collection, kind)],
      ),
      open: [...open, ...kinds.flatMap((each) => each.because)],
    };
  });
  return {
    collections: read.flatMap(({ collections }) => collections),
    open: distinctCauses(read.flatMap(({ open }) => open)),
  };
}

/** Reads one collection, whose rules are of one kind or say theirs. */
export function readCollection(
  { name, label, exists, body, instance }: Part,
  schema: RuleCollectionSchema,
  kind: RuleKind | SaidKind,
): RuleCollection {
  const { parts, open } = partsInside(body, schema.rules, instance, label);
  const kinds = parts.map((part) => ({ part, ...kindOfRule(part, kind) }));
  return {
    resource: bindResource(instance),
    written: readList(body, schema.rules, label),
    takes: typeof kind === "string" ? [kind] : kindsLike(kinds.flatMap((each) => each.kind ?? [])),
    encodeRule: (rule) => writtenRequests(rule, schema, kind),
    name,
    label,
    exists,
    priority: readField(body, schema.priority, label),
    action: readField(body, schema.action, label),
    rules: kinds.flatMap((each) => (each.kind === null ? [] : [readRule(each.part, schema, each.kind)])),
    open: distinctCauses([...open, ...kinds.flatMap((each) => each.because)]),
  };
}

/** All rules of a collection are of one kind: https://learn.microsoft.com/azure/firewall/policy-rule-sets#rule-collections */
function kindsLike([first]: readonly RuleKind[]): readonly RuleKind[] {
  return first === undefined ? ["network", "application"] : [first];
}

/** What kind something is; null if it is of no concern, or where it is not known for some reason. */
interface Kind<K> {
  readonly kind: K | null;
  readonly because: readonly Cause[];
}

function kindOfCollection({ body, label }: Part, kind: RuleKind | SaidKind): Kind<"filter"> {
  if (typeof kind === "string") return { kind: "filter", because: [] };
  return said(body, kind.ofCollection, kind.collections, label);
}

function kindOfRule({ body, label }: Part, kind: RuleKind | SaidKind): Kind<RuleKind> {
  return typeof kind === "string" ? { kind, because: [] } : said(body, kind.ofRule, kind.rules, label);
}

function said<K extends string>(
  body: Value,
  schema: FieldSchema<string>,
  kinds: ReadonlyMap<string, K | null>,
  near: Part["label"],
): Kind<K> {
  const { value } = readField(body, schema, near);
  const kind = value.kind === "known" ? kinds.get(foldWord(value.value)) : undefined;
  if (kind !== undefined) return { kind, because: [] };
  const causes = causesOf(value);
  const because: readonly Cause[] =
    causes.length > 0 ? causes : [{ kind: "failure", reason: { kind: "wrong-kind" } }];
  return { kind: null, because };
}

function readRule(part: Part, schema: RuleCollectionSchema, kind: RuleKind): FirewallRule {
  return kind === "network" ? networkRule(part, schema.network) : applicationRule(part, schema.application);
}

function networkRule({ name, label, body }: Part, schema: RuleCollectionSchema["network"]): NetworkRule {
  return {
    kind: "network",
    name,
    label,
    sources: readList(body, schema.sources, label),
    sourceGroups: readList(body, schema.sourceGroups, label),
    protocols: readList(body, schema.protocols, label),
    destinations: readList(body, schema.destinations, label),
    destinationGroups: readList(body, schema.destinationGroups, label),
    fqdns: readList(body, schema.fqdns, label),
    ports: readList(body, schema.ports, label),
  };
}

function applicationRule(
  { name, label, body }: Part,
  schema: RuleCollectionSchema["application"],
): ApplicationRule {
  const protocols = readList(body, schema.protocols, label);
  return {
    kind: "application",
    name,
    label,
    sources: readList(body, schema.sources, label),
    sourceGroups: readList(body, schema.sourceGroups, label),
    fqdns: unlessFurther(readList(body, schema.fqdns, label), body, schema),
    fqdnTags: readList(body, schema.fqdnTags, label),
    webCategories: readList(body, schema.webCategories, label),
    protocols: protocols.items.map(({ whole }) => ({
      type: readField(whole, schema.type, label),
      port: readField(whole, schema.port, label),
    })),
    openProtocols: protocols.open,
  };
}

/** With further conditions, it is not known which names the rule matches. */
function unlessFurther(
  names: ListField<string>,
  body: Value,
  { conditions }: RuleCollectionSchema["application"],
): ListField<string> {
  const further = conditions.filter((path) => isPerhapsWritten(body, path));
  const because = further.map((path): Cause => ({
    kind: "unsupported",
    construct: { kind: "code", name: path.join(".") },
  }));
  return because.length === 0 ? names : unknownList(names, because);
}

/** A rule as it is written in a collection of a firewall: https://learn.microsoft.com/azure/firewall/rule-processing */
function writtenRequests(
  { kind, name, sources, to }: AllowedRequests,
  { network, application }: NetworkSchema["ruleCollectionGroup"]["rules"]["collection"],
  said: RuleKind | SaidKind,
): Written {
  const { protocols, type, port } = application;
  return dictionaryOf([
    [["name"], name],
    ...(typeof said === "string" ? [] : [[said.ofRule.path, said.written[kind]] as const]),
    [network.sources.path, sources],
    ...(kind === "network"
      ? ([
          [network.protocols.path, ["TCP"]],
          [network.destinations.path, [to]],
          [network.ports.path, ["443"]],
        ] as const)
      : ([
          [application.fqdns.path, [to]],
          [
            protocols.path,
            [
              dictionaryOf([
                [type.path, "Https"],
                [port.path, 443],
              ]),
            ],
          ],
        ] as const)),
  ]);
}
