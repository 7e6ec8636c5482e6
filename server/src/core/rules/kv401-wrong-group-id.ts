import { partsOf, type Text } from "../evaluate/values/plain.ts";
import { providerPath } from "../network/ids/links.ts";
import type { Connection, PrivateEndpoint, Vault } from "../network/network.ts";
import { nameOf } from "../access/vault-label.ts";
import { fix, set } from "../fixes/fix.ts";
import { placeOfItem } from "../network/places.ts";
import { learn, type Found, type Rule, finding } from "./rule.ts";
import { foldWord } from "../text/fold.ts";

export const wrongGroupId: Rule = {
  code: "KV401",
  name: "wrong-group-id",
  severity: "error",
  fixable: true,
  references: learn("private-link/private-endpoint-overview", "key-vault/managed-hsm/private-link"),
  check: (network) =>
    network.privateEndpoints
      .filter((endpoint) => endpoint.exists.truth !== "no" && !endpoint.instance.declaration.existing)
      .flatMap((endpoint) =>
        endpoint.connections.flatMap((connection) => checkConnection(endpoint, connection)),
      ),
};

type Kind = Vault["kind"];

const groups: Readonly<Record<Kind, string>> = { vault: "vault", managedHsm: "managedhsm" };

function checkConnection(endpoint: PrivateEndpoint, connection: Connection): Found {
  const vault = connection.vault?.kind === "declared" ? connection.vault.to : null;
  const kind = vault?.kind ?? kindOfTarget(connection);
  if (kind === null) return [];
  const group = groups[kind];
  return connection.groupIds.items.flatMap((item) => {
    const { value } = item.field;
    if (value.kind !== "known" || foldWord(value.value) === group) return [];
    return finding(vault, {
      fact: { kind: "KV401", endpoint: nameOf(endpoint), group },
      span: placeOfItem(item),
      fixes: [
        fix({
          title: { kind: "change", to: `'${group}'`, as: "text", allows: null },
          preferred: true,
          target: endpoint,
          edits: [set(item.field, group)],
        }),
      ],
    });
  });
}

function kindOfTarget({ target }: Connection): Kind | null {
  const { value } = target;
  const path = value.kind === "known" ? providerPath(value.value) : null;
  const start = path === null ? "" : foldWord(startOf(path));
  if (start.startsWith("/providers/microsoft.keyvault/vaults/")) return "vault";
  return start.startsWith("/providers/microsoft.keyvault/managedhsms/") ? "managedHsm" : null;
}

function startOf(path: string | Text): string {
  const [first] = partsOf(path);
  return typeof first === "string" ? first : "";
}
