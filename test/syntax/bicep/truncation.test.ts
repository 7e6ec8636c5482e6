import fc from "fast-check";
import { expect, test } from "vitest";
import { bicepSyntax } from "../../../server/src/core/syntax/bicep/bicep.ts";
import { analyze } from "../../../server/src/core/workspace/analyzer.ts";
import { check } from "../../../server/src/core/workspace/check.ts";
import type { Files } from "../../../server/src/core/files/files.ts";
import type { Document } from "../../../server/src/core/text/document.ts";

const vaults = `// A vault, and what is around it.
param name string = 'kv'
param n 1 | 20
param ips array = [for i in range(0, 2): { value: '203.0.113.\${i}' }]

resource vnet 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: 'vnet'
  resource app 'subnets' = {
    name: 'app'
    properties: { serviceEndpoints: [{ service: 'Microsoft.KeyVault' }] }
  }
}

@description('The vault.')
resource kv 'Microsoft.KeyVault/vaults@2023-07-01' = if (n > 0) {
  name: name // which one
  properties: {
    publicNetworkAccess: n == 20 ? 'Disabled' : null
    networkAcls: { defaultAction: 'Deny', ipRules: ips, bypass: 'None' }
    softDeleteRetentionInDays: 90
  }
}

resource ruled 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: 'ruled'
  properties: {
    networkAcls: {
      ...{ bypass: 'None' }
      defaultAction: 'Deny'
      virtualNetworkRules: [
        { id: vnet::app.id }
      ]
    }
  }
}

module other 'br/public:avm/res/key-vault/vault:0.11.0' = {
  name: 'other'
  params: {
    name: 'other'
    networkAcls: { defaultAction: 'Deny' }
    publicNetworkAccess: 'Disabled'
  }
}
`;

const parameters = `using 'main.bicep'
var base = { a: 1 }
param acls = {
  ...base
  list: [1, 2]
}
param name = 'kv'
`;

/** Everything the reader made of a text, flat. */
function nodesOf(root: unknown): readonly object[] {
  const found = new Set<object>();
  const waiting = [root];
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    if (typeof at !== "object" || at === null || found.has(at)) continue;
    found.add(at);
    const inside: readonly unknown[] = at instanceof Map ? [...at.values()] : Object.values(at);
    waiting.push(...inside.filter((each) => each !== undefined));
  }
  return [...found];
}

function expectSpansInside(document: Document): void {
  for (const node of nodesOf(bicepSyntax.parse(document))) {
    if (!("start" in node && "end" in node)) continue;
    const [start, end] = [Number(node.start), Number(node.end)];
    if (!(0 <= start && start <= end && end <= document.text.length))
      throw new Error(`span ${start}-${end} of ${document.text.length}`);
  }
}

/** The absences that rules report: each would be wrong if the rest of the file says otherwise. */
function findingsOf(text: string): readonly string[] {
  const document = { id: "main.bicep", text };
  const files: Files = { get: (id) => (id === document.id ? document : null), resolve: (_, path) => path };
  const findings = check(analyze({ root: document.id, files }));
  return findings.map((finding) => `${finding.code} ${finding.vault ?? ""}`);
}

test("the whole file has no syntax error and no open vault", () => {
  expect(bicepSyntax.parse({ id: "main.bicep", text: vaults }).problems).toEqual([]);
  expect(findingsOf(vaults).filter((finding) => /KV10[1-6]/.test(finding))).toEqual([]);
});

test("cut anywhere, spans stay inside", () => {
  for (let cut = 0; cut < vaults.length; cut++)
    expectSpansInside({ id: "main.bicep", text: vaults.slice(0, cut) });
});

// Every third place, since each is a whole analysis; the reader's own law is tested at every one.
test("cut anywhere, no vault is found open that the whole file closes", () => {
  for (let cut = 0; cut < vaults.length; cut += 3) {
    const text = vaults.slice(0, cut);
    // At the end of a declaration or line of a whole declaration the text is a file of its own.
    if (bicepSyntax.parse({ id: "main.bicep", text }).problems.length === 0) continue;
    const open = findingsOf(text).filter((finding) => /KV10[1-6]/.test(finding));
    expect(open, `cut at ${cut}: …${text.slice(-40)}`).toEqual([]);
  }
});

test("cut anywhere, a parameter file stays readable", () => {
  for (let cut = 0; cut <= parameters.length; cut++)
    expectSpansInside({ id: "main.bicepparam", text: parameters.slice(0, cut) });
});

test("however a template is mangled, reading ends and spans stay inside", () => {
  const letters = [
    "{",
    "}",
    "[",
    "]",
    "'",
    ",",
    ":",
    "'''",
    "\\",
    "//",
    "/*",
    "\n",
    "${",
    "::",
    "!",
    "?",
    ".",
  ];
  const piece = fc.constantFrom(
    ...letters,
    "for ",
    "if (",
    "resource x ",
    "param ",
    "=",
    "=>",
    "...",
    "@",
    "existing",
  );
  const edit = fc.tuple(fc.nat(vaults.length), fc.nat(40), fc.array(piece, { maxLength: 4 }));
  fc.assert(
    fc.property(fc.array(edit, { minLength: 1, maxLength: 5 }), (edits) => {
      let text = vaults;
      for (const [at, length, pieces] of edits)
        text = text.slice(0, at) + pieces.join("") + text.slice(at + length);
      expectSpansInside({ id: "main.bicep", text });
      findingsOf(text);
    }),
    { numRuns: 100 },
  );
});
