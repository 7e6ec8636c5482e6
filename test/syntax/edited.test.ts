import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ordinaryArm, ordinaryBicep, ordinaryTerraform } from "../../bench/templates.ts";
import {
  analyze,
  changesFor,
  type Document,
  editedDocument,
  parseDocument,
  reportVaults,
} from "../../server/src/core/index.ts";
import { check } from "../../server/src/core/workspace/check.ts";
import { LazyResource, plainDeclaration } from "../../server/src/core/template/lazy-resource.ts";
import { terraformJsonOf } from "../support/terraform-json.ts";
import { filesInMemory } from "../support/files-in-memory.ts";

interface Language {
  readonly name: string;
  readonly id: string;
  readonly text: string;
  /** Pieces that people type, and some that break the text for a while. */
  readonly pieces: readonly string[];
}

const armTail = `"outputs": { "all": { "type": "array", "value": ["[concat('a', 'b')]", { "b\\"c": 1 }] } }`;
const bicepMore = `// first
@description('Of "all".')
@allowed(['a', 'b'])
param mode string = 'a'
type named = { a: string, b: 'x' | 'y' }
/* of
two lines */
var text = '''
resource in a text
'''
func twice(a string) string => '\${a}\${a}'
output all array = [kv0.id, twice('a')]
#disable-next-line no-unused-vars
var last = [for i in range(0, 2): { a: i }]`;

const terraformMore = `# first
locals {
  all = [for kv in [azurerm_key_vault.kv0] : "\${kv.id}-a" if kv != null]
}
/* of
two lines */
variable "mode" {
  type    = string
  default = "a" // "b"
}

resource "azapi_resource" "of_azure" {
  type = "Microsoft.KeyVault/vaults@2023-07-01"
  name = "kv"
  body = { properties = { networkAcls = { defaultAction = "Deny" } } }
}
output "text" {
  value = <<-EOT
    resource "a" "b" {
  EOT
}
module "inner" {
  source = "./inner"
  name   = local.all[0]
}
`;

const languages: readonly Language[] = [
  {
    name: "ARM JSON",
    id: "/main.json",
    text: ordinaryArm(8_000).replace(/\n\}$/, `,\n  // the last one\n  ${armTail}\n}`),
    pieces: [
      '"',
      "{",
      "}",
      ",",
      "[",
      '"a": 1,',
      "\"[concat('a', 1)]\"",
      '"[parameters("',
      '"\\"a"',
      "// c\n",
      "/*",
    ],
  },
  {
    name: "Bicep",
    id: "/main.bicep",
    text: `${ordinaryBicep(6_000)}\n${bicepMore}\n`,
    pieces: [
      "'",
      "'''",
      "${",
      "{",
      "}",
      "]",
      "\n",
      "\r\n",
      " ",
      "// c\n",
      "/*",
      "*/",
      "@secure()\n",
      "a: 1\n",
    ].concat("var x = 1\n", "\nvar x = { a: 1 }\n", "? 1 : 2", ".a", "#disable-next-line x\n", "\uFEFF"),
  },
  {
    name: "Terraform",
    id: "/w/main.tf",
    text: ordinaryTerraform(5_000) + terraformMore,
    pieces: [
      '"',
      "${",
      "{",
      "}",
      "]",
      "\n",
      "\r\n",
      "\r",
      "# c\n",
      "# c",
      "/*",
      "*/",
      "a = 1\n",
      "a =",
      'locals {\n  b = "c"\n}\n',
    ].concat("<<EOT\n", "EOT\n", "? 1 : 2", ".a", "lifecycle {\n  ignore_changes = all\n}\n", "\uFEFF"),
  },
  {
    name: "Terraform's JSON",
    id: "/w/main.tf.json",
    text: terraformJsonOf(ordinaryTerraform(3_000) + terraformMore),
    pieces: ['"', "{", "}", ",", "[", '"a": 1,', '"${var.location}"', '"\\"a"', "\n"],
  },
  {
    name: "Terraform's values",
    id: "/w/terraform.tfvars",
    text: '# of variables\nlocation = "westeurope"\n\nranges = [\n  "203.0.113.0/24", # one\n]\nmore = { a = 1 }\n',
    pieces: ['"', "{", "}", "[", "\n", "# c\n", "a = 1\n", "a =", "/*"],
  },
];

interface Edit {
  readonly at: number;
  readonly length: number;
  readonly piece: string;
}

function edits(pieces: readonly string[]): fc.Arbitrary<readonly Edit[]> {
  const edit = fc.record({
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    length: fc.oneof(fc.constant(0), fc.nat({ max: 12 }), fc.nat({ max: 900 })),
    piece: fc.oneof(fc.constantFrom("", "7", "a", " "), fc.constantFrom(...pieces)),
  });
  return fc.array(edit, { minLength: 1, maxLength: 4 });
}

/** Half of the edits are undone, as typing errors are, so that most of them are made in a text without errors. */
function* typed(text: string, made: readonly Edit[]): Generator<string> {
  let now = text;
  for (const [index, { at, length, piece }] of made.entries()) {
    const start = Math.floor(at * now.length);
    const next = now.slice(0, start) + piece + now.slice(start + length);
    yield next;
    if (index % 2 === 0) yield now;
    else now = next;
  }
}

const parsed = (document: Document): unknown => parseDocument(document);

describe.each(languages)("an edited document in $name", ({ id, text, pieces }) => {
  it("is read as it would be afresh, with all places", () => {
    fc.assert(
      fc.property(edits(pieces), (made) => {
        let document: Document = { id, text };
        parsed(document);
        for (const next of typed(text, made)) {
          document = editedDocument(document, next);
          expect(asData(parsed(document))).toEqual(asData(parsed({ id, text: next })));
        }
      }),
      { numRuns: 60 },
    );
  });
});

const withVaults = languages.filter(({ text }) => text.includes("20.7.7.7"));

describe.each(withVaults)("an edited document in $name", ({ id, text }) => {
  it("is judged as it would be afresh", () => {
    const answers = (document: Document): unknown => {
      const files = { ...filesInMemory({}), get: (asked: string) => (asked === id ? document : null) };
      const analysis = analyze({ root: id, files });
      const findings = check(analysis);
      const changes = findings.flatMap(({ fixes }) => fixes().map((fix) => changesFor(fix, files)));
      // Terraform's JSON is never written into.
      expect(changes.length > 0).toBe(!id.endsWith(".tf.json"));
      return asData([findings, changes, reportVaults(analysis.worlds)]);
    };
    const at = text.indexOf("20.7.7.7") + 1;
    let document: Document = { id, text };
    answers(document);
    for (const piece of ["1", "0.1", "3.0.0/8"]) {
      document = editedDocument(document, document.text.slice(0, at) + piece + document.text.slice(at));
      expect(answers(document)).toEqual(answers({ id, text: document.text }));
    }
  });
});

it.each([
  ["/w/main.tf.json", terraformJsonOf(ordinaryTerraform(5_000))],
  ["/w/main.tf", ordinaryTerraform(5_000)],
])("reads of %s only the declaration that was edited", (id, text) => {
  const readIn = (document: Document): readonly object[] =>
    (parseDocument(document).template?.resources ?? []).flatMap((each) =>
      each instanceof LazyResource ? [each.readFrom] : [],
    );
  const before: Document = { id, text };
  const read = new Set(readIn(before));
  expect(read.size).toBeGreaterThan(10);
  const again = readIn(editedDocument(before, before.text.replace("20.7.7.7", "20.7.7.8")));
  expect(again.filter((each) => !read.has(each))).toHaveLength(1);
});

/** What can be seen of a value: what is worked out on demand is asked for, and functions are left out. */
function asData(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(asData);
  if (value instanceof Map) return [...value].map(asData);
  if (value instanceof Set) return [...value].map(asData);
  if (typeof value !== "object" || value === null) return typeof value === "function" ? null : value;
  const entry = value as { readonly kind?: unknown; readonly key?: unknown };
  if (entry.kind === "entry") {
    const { span, key, value: inner } = value as Record<string, unknown>;
    return { kind: "entry", span, key: asData(key), value: asData(inner) };
  }
  if (value instanceof LazyResource) {
    return asData(plainDeclaration(value));
  }
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, asData(each)]));
}
