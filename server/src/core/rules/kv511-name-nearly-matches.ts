import { equalValues } from "../evaluate/values/plain.ts";
import { known, type Value, writtenAt } from "../evaluate/values/value.ts";
import { fix, respell } from "../fixes/fix.ts";
import type { Field } from "../network/fields/field.ts";
import type { Link } from "../network/ids/links.ts";
import { nameOfVaultAt } from "../network/ids/vault-uri.ts";
import { mayDeclareAbout } from "../network/may-declare.ts";
import type { Network, Vault } from "../network/network.ts";
import { placeOfReference } from "../network/places.ts";
import type { Resource } from "../network/resources-by-type.ts";
import { nameKey } from "../network/writes/writes.ts";
import { callersOfVaultsIn } from "../services/consumers/callers-of-vaults.ts";
import type { Span } from "../text/document.ts";
import { isTypo } from "../text/is-typo.ts";
import { learn, type Found, type Rule, finding } from "./rule.ts";
import { foldWord } from "../text/fold.ts";

export const nameNearlyMatches: Rule = {
  code: "KV511",
  name: "name-nearly-matches",
  severity: "hint",
  fixable: true,
  references: learn(
    "key-vault/general/about-keys-secrets-certificates",
    "azure-resource-manager/bicep/existing-resource",
  ),
  check: (network) => mentionsIn(network).flatMap((mention) => checkMention(mention, network)),
};

/** A name of a vault that is not declared, as it is written. */
interface Mention {
  readonly name: string;
  readonly value: Value;
  readonly id: Value;
  readonly span: Span;
  readonly resource: Resource;
}

function mentionsIn(network: Network): readonly Mention[] {
  const connections = network.privateEndpoints.flatMap((endpoint) =>
    endpoint.connections.flatMap(({ target, vault }) => mentionAt(target, vault, endpoint)),
  );
  const uses = callersOfVaultsIn(network).flatMap(({ uses: all, resource }) =>
    all.flatMap(({ reference, vault }) => mentionAt(reference, vault, resource)),
  );
  return [...network.vaults.flatMap(lookUpOf), ...connections, ...uses].filter(
    ({ resource }) => resource.exists.truth === "yes",
  );
}

function lookUpOf(vault: Vault): readonly Mention[] {
  const { existing, name: value, id } = vault;
  if (!existing || value.kind !== "known" || typeof value.value !== "string") return [];
  return [{ name: value.value, value, id, span: writtenAt(value.origin), resource: vault }];
}

function mentionAt(field: Field<unknown>, link: Link<Vault> | null, resource: Resource): readonly Mention[] {
  const { value } = field;
  if (link?.kind !== "external" || value.kind !== "known") return [];
  const name = nameOfVaultAt(link.id);
  const { origin } = value;
  if (name === null) return [];
  return [
    {
      name,
      value: known(name, origin),
      id: known(link.id, origin),
      span: placeOfReference(field, resource),
      resource,
    },
  ];
}

function checkMention(mention: Mention, network: Network): Found {
  const { name, value, id, span, resource } = mention;
  const declared = network.vaults.filter((vault) => !vault.existing && vault.exists.truth !== "no");
  const [vault, ...others] = declared.filter((each) => isTypo(foldWord(name), nameKey(each) ?? ""));
  const right = vault ? vault.name : null;
  if (!vault || others.length > 0 || right?.kind !== "known" || typeof right.value !== "string") return [];
  const mayBeDeclared =
    declared.some((each) => equalValues(each.name, value, true) !== "no") ||
    mayDeclareAbout(network, { id, name: value });
  if (mayBeDeclared) return [];
  return finding(vault, {
    fact: { kind: "KV511", name },
    span,
    about: resource,
    related: [{ fact: { kind: "vault-declared" }, span: vault.label }],
    fixes: wouldBeDeclaredTwice(mention, vault)
      ? []
      : [
          fix({
            title: { kind: "correct-name", to: right.value },
            preferred: true,
            target: resource,
            edits: [respell(value.origin, name, right.value)],
          }),
        ],
  });
}

/**
 * Bicep does not compile a file that both declares a vault and looks it up by the same name: its symbol is all there is
 * (https://learn.microsoft.com/azure/azure-resource-manager/bicep/diagnostics/bcp121).
 */
function wouldBeDeclaredTwice({ resource }: Mention, vault: Vault): boolean {
  const [{ frame, declaration }, other] = [resource.instance, vault.instance];
  const isSameFile = frame.template === other.frame.template && frame.template.dialect === "bicep";
  return isSameFile && declaration.existing && declaration.scope === null;
}
