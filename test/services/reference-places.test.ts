import { expect, test } from "vitest";
import { analyze } from "../../server/src/core/index.ts";
import { consumersOf } from "../../server/src/core/services/consumers/find-consumers.ts";

const root = "/main.bicep";
const text = `resource kv 'Microsoft.KeyVault/vaults@2024-11-01' = { name: 'kv' }
resource set 'Microsoft.Compute/diskEncryptionSets@2024-03-02' = {
  name: 'set'
  properties: { activeKey: { keyUrl: 'https://kv.vault.azure.net/keys/cmk' } }
}
resource disk 'Microsoft.Compute/disks@2024-03-02' = {
  name: 'disk'
  properties: { encryption: { diskEncryptionSetId: set.id } }
}
`;

test("a resource that uses a vault by way of another refers to it where it names that one", () => {
  const { worlds } = analyze({
    root,
    files: { get: (id) => (id === root ? { id, text } : null), resolve: (_, path) => path },
  });
  const places = worlds.flatMap(({ network }) =>
    consumersOf(network).flatMap(({ resource, uses }) =>
      uses.map(({ reference: { slot, value } }) => [
        resource.symbol,
        slot.entry && text.slice(slot.entry.start, slot.entry.end),
        value.kind === "absent" ? null : text.slice(value.origin.span.start, value.origin.span.end),
      ]),
    ),
  );
  expect(places).toContainEqual(["disk", "diskEncryptionSetId: set.id", "set.id"]);
});
