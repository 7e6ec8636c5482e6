import { describe, expect, it } from "vitest";
import { linked, templateText, type Workspace, workspace } from "./workspace.ts";

/** Characters that mean something to addresses, shells, patterns, terminals, XML or Markdown, and that names may hold all the same. */
const everywhere = [
  " ",
  "#",
  "%",
  "%20",
  "é😀",
  "'",
  "&",
  "[x]",
  "(x)",
  "{x}",
  ";",
  "~",
  "$",
  "`",
  "!",
  ",",
  "+",
  "=",
  "@",
  "\u202e",
];
const notOnWindows = ["?", "*", "|", ":", "<", ">", '"', "\n", "\t", "\x1b[2J", "\\"];
const characters = process.platform === "win32" ? everywhere : [...everywhere, ...notOnWindows];

const openBicep = `resource kv 'Microsoft.KeyVault/vaults@2026-02-01' = {
  name: 'kv'
  properties: { networkAcls: { defaultAction: 'Allow', bypass: 'None' } }
}
`;

/** A text in Bicep's quotes. */
const quoted = (text: string): string =>
  `'${text.replace(/['\\]/g, "\\$&").replaceAll("\n", "\\n").replaceAll("\t", "\\t").replaceAll("${", "\\${")}'`;

describe.each(characters.map((character) => [JSON.stringify(character), character] as const))(
  "names with %s",
  (_shown, character) => {
    // A backslash in a path that is written in a template is a slash.
    const inside = character === "\\" ? "y" : character;
    const caller = `a${character}b/main${character}.bicep`;
    const module = `a${character}b/module ${inside}.bicep`;
    const files = {
      [caller]: `module m ${quoted(`./module ${inside}.bicep`)} = {\n  name: 'm'\n}\n`,
      [module]: openBicep,
    };

    it.each([
      ["the file", caller],
      ["its folder", `a${character}b`],
    ])("are found when %s is named, with their modules", (_what, path) => {
      use(files, (at) => {
        const { status, report } = at.json("check", `./${path}`, "--severity", "warning");
        expect(report.errors).toEqual([]);
        expect(report.findings.filter(({ code }) => code === "KV101").map(({ file }) => file)).toEqual([
          module,
        ]);
        expect(status).toBe(1);
      });
    });

    it("are addresses in SARIF that lead back to them", () => {
      use(files, (at) => {
        const { out } = at.run("check", `./${caller}`, "--format", "sarif");
        const addresses = [...out.matchAll(/"uri": "([^"]+)"/g)].map(([, address = ""]) => address);
        const paths = addresses.map((each) =>
          decodeURIComponent(new URL(each, "file:///").pathname.slice(1)),
        );
        expect(new Set(paths.filter((path) => path.endsWith(".bicep")))).toEqual(new Set([module, caller]));
      });
    });

    it("put nothing but one line each into the text, the annotations and the tables", () => {
      use(files, (at) => {
        const count = at.json("check", `./${caller}`).report.findings.length;
        const { out } = at.run("check", `./${caller}`);
        expect(out.split("\n").filter((line) => !line.startsWith("  fix: "))).toHaveLength(count + 2);
        // oxlint-disable-next-line no-control-regex -- control characters are what must not be there
        expect(out).not.toMatch(/[\x00-\x09\x0b-\x1f\u202e]/);
        expect(at.run("check", `./${caller}`, "--format", "github").out.trim().split("\n")).toHaveLength(
          count,
        );
        const rows = at.run("check", `./${caller}`, "--format", "markdown").out.split("\n");
        expect(rows.filter((row) => row.startsWith("| ")).length).toBe(count + 2 + 3);
      });
    });
  },
);

it("an address in a linked template is read as one, a path in Bicep is not", () => {
  const files = {
    "linked.json": templateText([linked("m", "a%20b.json")]),
    "a b.json": templateText([]),
    "calls.bicep": "module m 'a%20b.bicep' = {\n  name: 'm'\n}\n",
    "a%20b.bicep": openBicep,
  };
  use(files, (at) => {
    expect(at.json("vaults", "./linked.json").report.errors).toEqual([]);
    expect(at.json("vaults", "./calls.bicep").report.vaults.map(({ file }) => file)).toEqual(["a%20b.bicep"]);
  });
});

function use(files: Readonly<Record<string, string>>, act: (at: Workspace) => void): void {
  const at = workspace(files);
  try {
    act(at);
  } finally {
    at.remove();
  }
}
