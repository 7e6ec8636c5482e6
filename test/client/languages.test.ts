import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { matrixOf } from "../../client/src/matrix/matrix.ts";
import { matrixPage } from "../../client/src/matrix/matrix-page.ts";
import { pageDocument } from "../../client/src/panels/page.ts";
import { english } from "./english.ts";
import type { Say } from "../../client/src/say.ts";
import { simulationNodes } from "../../client/src/simulator/simulation-nodes.ts";
import { verdictLook } from "../../client/src/verdicts/verdict-words.ts";
import { allNodes } from "../../client/src/tree/tree-node.ts";
import { vaultNodes } from "../../client/src/vaults/vault-nodes.ts";
import type { VaultResult } from "../../server/src/protocol/vaults.ts";
import { circumstances, results } from "./matrix-results.ts";
import { kv, place } from "./vault.ts";
import { allowedByRule, allowedInGerman, dependsOnParameter, partial, verdict } from "./verdicts.ts";

const bundle = JSON.parse(
  readFileSync(join(import.meta.dirname, "../../l10n/bundle.l10n.de.json"), "utf8"),
) as Readonly<Record<string, string>>;
const german: Say = (text, ...parts) => english(bundle[text] ?? text, ...parts);

const shown = [allowedByRule, partial, dependsOnParameter, verdict({ was: "allowed" })].map((each) => ({
  simulation: { from: each.from, label: each.from, to: null },
  kind: each.source,
  verdicts: [each],
  compared: false,
  error: null,
}));
const scenario = { service: "s", name: "certificates", text: "What it does", short: "certificates" };
const consumers: VaultResult["consumers"] = [
  {
    ...place,
    from: "consumer:site",
    label: "site",
    uses: "maybe",
    assumed: true,
    scenario,
    verdict: "denied",
    reason: "DENY_DEFAULT_ACTION",
  },
];

describe.each([
  ["English", english],
  ["German", german],
])("in %s", (_, say) => {
  const rows = [
    ...allNodes(simulationNodes(say, shown, "source")),
    ...allNodes(simulationNodes(say, shown, "vault")),
    ...allNodes(vaultNodes(say, [{ ...kv, consumers, was: "Firewall off" }])),
  ];

  test("every row of every tree has a label for screen readers with its name and description", () => {
    expect(rows.length).toBeGreaterThan(40);
    for (const { spoken, label } of rows) {
      expect(spoken).toContain(label.replace(/^\d+ /, ""));
      expect(spoken).not.toMatch(/\{\d\}|undefined|null/);
    }
  });

  test("each of the four verdicts has a word and a shape of its own", () => {
    const looks = (["allowed", "denied", "partial", "depends"] as const).map((each) =>
      verdictLook(say, each, false),
    );
    expect(new Set(looks.map(({ word }) => word)).size).toBe(4);
    expect(new Set(looks.map(({ icon }) => icon.name)).size).toBe(4);
    expect(verdictLook(say, "allowed", true).icon.name).toBe("warning");
  });
});

test("rows and matrix are in the language of the window, and so are the sentences of the server", () => {
  const simulation = { from: "203.0.113.7", label: "laptop", to: null };
  const answer = {
    simulation,
    kind: "address",
    verdicts: [allowedInGerman],
    compared: false,
    error: null,
  } as const;
  const [source] = simulationNodes(german, [answer], "source");
  const [row] = source?.children ?? [];
  expect(row?.description).toBe("Zugelassen · IP-Regel 1");
  expect(row?.children.map(({ label, description }) => `${label}: ${description}`)).toEqual([
    "1 Privater Endpunkt: nicht vorhanden",
    "2 Perimeter: nicht vorhanden",
    "3 Vertrauenswürdige Dienste: nicht vertrauenswürdig",
    "4 Öffentlicher Zugriff: Enabled (Standard)",
    "5 Standardaktion: Deny",
    "6 Subnetzregeln: nicht vorhanden",
    "7 IP-Regeln: 203.0.113.0/24",
  ]);
  expect(row?.tooltip).toContain("IP-Regel 1 (203.0.113.0/24) trifft zu.");
  const matrix = matrixOf(german, results, circumstances);
  expect(matrix.caption).toBe("Umgebung prod · 4 Quellen × 2 Key Vaults");
  const changed = { ...answer, verdicts: [{ ...allowedInGerman, was: "denied" as const }] };
  expect(matrixOf(german, [changed], circumstances).rows[0]?.cells[0]?.text).toBe(
    "Verweigert → Zugelassen · IP-Regel 1",
  );
});

test("the page of the matrix says which language it is in", () => {
  const page = pageDocument(matrixPage(german), {
    script: "x.js",
    style: "x.css",
    nonce: "once",
    language: "de",
  });
  expect(page).toContain('<html lang="de">');
  expect(page).toContain("<h1>Zugriffsmatrix</h1>");
});
