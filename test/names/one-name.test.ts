import { describe, expect, test } from "vitest";
import { dependingVaults, type NamedVault, namedVaults } from "./named-vaults.ts";
import { displayed, printed, type Shown, type Surfaces } from "./surfaces.ts";

/** The surfaces that do not call a vault by its name, or call it something else as well. */
function misnaming({ others }: NamedVault, name: string, surfaces: Surfaces): readonly string[] {
  // A lens is above its vault, and those of a report's formats that are empty have nothing to say.
  const nameless = ["lenses"];
  return Object.entries(surfaces)
    .map(([surface, text]) => [surface, text.replaceAll("\\", "")] as const)
    .filter(
      ([surface, text]) =>
        others.some((other) => text.includes(other)) || !(text.includes(name) || nameless.includes(surface)),
    )
    .map(([surface, text]) => `${surface}: ${text}`);
}

function expectOneName(vault: NamedVault, { sentences, labels }: Shown): void {
  expect(misnaming(vault, vault.said, sentences)).toEqual([]);
  expect(misnaming(vault, vault.label, labels)).toEqual([]);
}

describe.each(namedVaults)("a vault in $title is called $said", (vault) => {
  test("on the command line", () => {
    expectOneName(vault, printed(vault));
  });

  test("in an editor", async () => {
    expectOneName(vault, await displayed(vault));
  });

  test("in German", async () => {
    const german = { ...vault, said: vault.said.replace(/^vault/, "Key Vault") };
    expectOneName(german, printed(german, "de"));
    expectOneName(german, await displayed(german, "de"));
  });
});

describe.each(dependingVaults)("in $title, what decides is called a $term", (vault) => {
  test("on every surface", async () => {
    for (const { sentences, labels } of [printed(vault), await displayed(vault)]) {
      const texts = Object.values({ ...sentences, ...labels });
      expect(texts.filter((text) => text.includes(`${vault.term} `)).length).toBeGreaterThan(3);
      expect(texts.filter((text) => new RegExp(String.raw`\b${vault.never}s?\b`, "i").test(text))).toEqual(
        [],
      );
    }
  });

  test("in German", async () => {
    for (const { sentences, labels } of [printed(vault, "de"), await displayed(vault, "de")]) {
      const texts = Object.values({ ...sentences, ...labels });
      const wrong = new RegExp(String.raw`(?<![/\w])${vault.never}n?(?!\w)`, "i");
      expect(texts.filter((text) => wrong.test(text))).toEqual([]);
    }
  });
});
