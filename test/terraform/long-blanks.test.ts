import { expect, test } from "vitest";
import { workspace } from "../cli/workspace.ts";

const blanks = " ".repeat(300);
const lines = "\n".repeat(300);

/** A vault in whose declaration there are long runs of blanks, or none. */
const vault = (between: string, name: string): string =>
  `resource${between} "azurerm_key_vault" ${between}"kv" ${between}{${between}
  name = ${name}
  network_acls {${lines}
    bypass${between} = ${between}"None"
    default_action = "Deny" #${between}a comment${between}
  }
}
`;

function nameIn(text: string): unknown {
  const at = workspace({ "main.tf": text });
  const { report } = at.json("vaults", "./");
  at.remove();
  expect(report.errors).toEqual([]);
  expect(report.vaults).toMatchObject([
    { symbol: "azurerm_key_vault.kv", defaultAction: "Deny", bypass: "None" },
  ]);
  return report.vaults[0]?.name;
}

test("long runs of blanks and line ends mean what short ones mean", () => {
  expect(nameIn(vault(blanks, '"kv"'))).toBe("kv");
  expect(nameIn(vault("\t", `${blanks}"kv"${blanks}`))).toBe("kv");
});

test("long runs of blanks and line ends in texts are what is written", () => {
  expect(nameIn(vault(" ", `"a${blanks}b"`))).toBe(`a${blanks}b`);
  expect(nameIn(vault(" ", `"a${blanks}\${"c${blanks}"}"`))).toBe(`a${blanks}c${blanks}`);
  expect(nameIn(vault(" ", `<<EOT\na${lines}b${blanks}\nEOT`))).toBe(`a${lines}b${blanks}\n`);
});
