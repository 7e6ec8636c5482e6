import { expect, test } from "vitest";
import { workspace } from "./workspace.ts";

const vault = (
  name: string,
  action: string,
): string => `resource ${name} 'Microsoft.KeyVault/vaults@2026-02-01' = {
  name: 'kv-${name}'
  properties: { networkAcls: { bypass: 'None', defaultAction: '${action}', ipRules: [{ value: '203.0.0.0/16' }] } }
}
`;

test("the text lists findings by vault, the gravest first, and says how many calls have them", () => {
  const calls = ["one", "two"].map(
    (name) => `module ${name} 'm.bicep' = {\n  name: '${name}'\n  params: { n: 'kv-${name}' }\n}\n`,
  );
  const at = workspace({
    "main.bicep": `${vault("a", "Deny")}${calls.join("")}`,
    "m.bicep": `param n string\n${vault("b", "Allow").replace("'kv-b'", "n")}`,
  });
  const { out } = at.run("check", "./");
  const lines = out
    .split("\n")
    .map((line) => / (warning|info) (KV\d+): /.exec(line)?.slice(1).join(" ") ?? line);
  expect(lines.filter((line) => line.includes("KV")).slice(0, 1)).toEqual(["warning KV101"]);
  expect(lines.indexOf("info KV103")).toBeGreaterThan(lines.indexOf("warning KV101"));
  expect(out).toContain("  2 callers: main.bicep (one), main.bicep (two)\n");
  expect(at.json("check", "./").report.findings.find(({ code }) => code === "KV101")?.instances).toHaveLength(
    2,
  );
  at.remove();
});
