import { readdirSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { tokenize } from "../../../server/src/core/syntax/bicep/lexer.ts";
import type { BicepFile } from "../../../server/src/core/syntax/bicep/file-nodes.ts";
import { parseBicep, parseBicepParameters } from "../../../server/src/core/syntax/bicep/parse.ts";
import { readSamples } from "./fixture.ts";
import { checkSpans, wholeObjects } from "./laws.ts";

const folder = new URL("trees/", import.meta.url);
const texts = readdirSync(folder).flatMap((name) =>
  readSamples(new URL(name, folder)).map(({ text }) => text),
);
const vault = `param ips array = []
resource vnet 'Microsoft.Network/virtualNetworks@2023-09-01' = {
  name: 'vnet'
  resource apps 'subnets' = {
    name: 'apps'
    properties: { addressPrefix: '10.0.0.0/24', serviceEndpoints: [{ service: 'Microsoft.KeyVault' }] }
  }
  properties: {
    addressSpace: {
      addressPrefixes: ['10.0.0.0/16']
    }
  }
}
resource kv 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: 'kv'
  properties: {
    publicNetworkAccess: closed ? 'Disabled' : 'Enabled'
    networkAcls: {
      bypass: 'None'
      ipRules: [for ip in ips: {
        value: ip
      }]
      virtualNetworkRules: [
        {
          id: vnet::apps.id
        }
      ]
      defaultAction: 'Deny'
    }
    tenantId: subscription().tenantId
  }
  location: 'westeurope'
}
output uri string = kv.properties.vaultUri
`;

const pieces = [
  "{",
  "}",
  "[",
  "]",
  "(",
  ")",
  "'",
  "'''",
  ":",
  ",",
  "\n",
  "${",
  "=",
  "?",
  ".",
  "x",
  "@",
  "resource ",
  "...",
];

describe("every text", () => {
  test("each sample, cut at every offset, has spans in order", () => {
    for (const text of [...texts, vault]) {
      for (let offset = 0; offset <= text.length; offset++) {
        checkSpans(parseBicep(text.slice(0, offset)));
        checkSpans(parseBicepParameters(text.slice(offset)));
      }
    }
  });

  test("each sample reads the same with CRLF, but for its offsets", () => {
    for (const text of texts.filter((sample) => !sample.includes("'''"))) {
      const converted = parseBicep(text.replaceAll("\n", "\r\n"));
      checkSpans(converted);
      expect(converted.errors.map(({ code }) => code)).toEqual(
        parseBicep(text).errors.map(({ code }) => code),
      );
    }
  });

  test("samples with pieces inserted and tokens deleted at random have spans in order", () => {
    const edit = fc.record({ at: fc.nat(), remove: fc.boolean(), piece: fc.constantFrom(...pieces) });
    fc.assert(
      fc.property(
        fc.constantFrom(...texts, vault),
        fc.array(edit, { minLength: 1, maxLength: 5 }),
        (text, edits) => {
          checkSpans(
            parseBicep(
              edits.reduce((changed, { at, remove, piece }) => {
                return remove ? withoutToken(changed, at) : withPiece(changed, at, piece);
              }, text),
            ),
          );
        },
      ),
      { numRuns: 3000 },
    );
  });

  test("text of Bicep's characters in any order has spans in order", () => {
    const soup = fc.array(
      fc.constantFrom(
        ...pieces,
        " ",
        "for ",
        "in ",
        "if ",
        "param a ",
        "type t = ",
        "1",
        "//",
        "/*",
        "*/",
        "\\",
      ),
    );
    fc.assert(
      fc.property(soup, (parts) => {
        checkSpans(parseBicep(parts.join("")));
        checkSpans(parseBicepParameters(parts.join("")));
      }),
      { numRuns: 3000 },
    );
  });
});

describe("absence: an object that claims to be whole lacks nothing that the undamaged file gives it", () => {
  const whole = wholeObjects(parseBicep(vault));

  test("cut at every offset", () => {
    for (let offset = 0; offset <= vault.length; offset++) expectNoLoss(vault.slice(0, offset));
  });

  test("any one token deleted", () => {
    for (let token = 0; token < tokenize(vault).list.count; token++) expectNoLoss(withoutToken(vault, token));
  });

  test.each(["{", "}", "[", "]", "(", ")", "'", "{\n", "\n}", "\n}\n", ",", ":", "x", "\n", "'''"])(
    "%j inserted anywhere",
    (piece) => {
      for (let token = 0; token < tokenize(vault).list.count; token++)
        expectNoLoss(withPiece(vault, token, piece));
    },
  );

  function expectNoLoss(text: string): void {
    const file = parseBicep(text);
    if (file.intact) return;
    const lost = [...wholeObjects(file)].flatMap(([path, keys]) =>
      [...(whole.get(path) ?? [])].filter((key) => !keys.has(key)).map((key) => `${key} of ${path}`),
    );
    expect(lost, text).toEqual([]);
  }
});

describe("nesting", () => {
  const many = 100_000;
  test.each([
    ["objects", "var a = " + "{a:".repeat(many)],
    ["arrays", "var a = " + "[".repeat(many) + "]".repeat(many)],
    ["parentheses", "var a = " + "(".repeat(many) + ")".repeat(many)],
    ["calls", "var a = " + "f(".repeat(many)],
    ["interpolations", "var a = " + "'${".repeat(many)],
    ["operators", "var a = 1" + "+1".repeat(many)],
    ["members", "var a = b" + ".c".repeat(many)],
    ["conditions", "var a = " + "b ? c : ".repeat(many)],
    ["lambdas", "var a = " + "b => ".repeat(many)],
    ["loops", "var a = " + "[for b in c: ".repeat(many)],
    ["types", "type a = " + "{a:".repeat(many)],
    ["array types", "type a = b" + "[]".repeat(many)],
    ["nested resources", "resource a 'b' = {\n" + " resource c 'd' = {\n".repeat(many)],
    ["decorators", "@a" + ".b".repeat(many) + "\nvar c = 1"],
  ])("of a hundred thousand %s ends in an error, and the next declaration is read", (_, text) => {
    const file: BicepFile = parseBicep(`${text}\nparam after string\n`);
    expect(file.errors.map(({ code }) => code)).toContain("too-deep");
    expect(file.declarations.at(-1)?.kind).toBe("param");
    // 500 levels of nesting, each of at most two nodes, such as an object and its property.
    expect(depthOf(file)).toBeLessThan(1020);
    checkSpans(file);
  });
});

function depthOf(node: object): number {
  const below = Object.values(node).map((value: unknown) =>
    typeof value === "object" && value ? depthOf(value) : 0,
  );
  return ("kind" in node ? 1 : 0) + below.reduce((most, depth) => Math.max(most, depth), 0);
}

function withoutToken(text: string, at: number): string {
  const { list } = tokenize(text);
  const token = at % list.count;
  return text.slice(0, list.starts[token]) + text.slice(list.ends[token]);
}

function withPiece(text: string, at: number, piece: string): string {
  const { list } = tokenize(text);
  const offset = list.starts[at % list.count] ?? 0;
  return text.slice(0, offset) + piece + text.slice(offset);
}
