import type { Command } from "./commands.ts";
import type { Printing } from "./printing.ts";
import { environmentTable } from "./environment-table.ts";
import { asDeployed, sayName } from "./words.ts";
import { sayRules, sayWord } from "../report/say-setting.ts";
import type { Report } from "./report.ts";
import { wordsIn } from "../words/languages.ts";

/** Columns and words of tables are read by programs, so they are the same in every language. */
const english = wordsIn("en");

type Cell = string | number;

/** The report as a table for spreadsheets (RFC 4180), with one row for each finding, vault or verdict; columns are only ever added at the end. */
export function printCsv(report: Report, { contents: [content] }: Pick<Printing, "contents">): string {
  return rowsOf(report, content)
    .map((row) => `${row.map(printCell).join(",")}\r\n`)
    .join("");
}

function rowsOf(report: Report, command: Command): readonly (readonly Cell[])[] {
  switch (command) {
    case "check":
      return findingRows(report);
    case "vaults":
      return report.environments ? environmentRows(report) : vaultRows(report);
    case "simulate":
      return verdictRows(report);
    case "test":
      return testRows(report);
    case "diff":
      return changeRows(report);
    case "replay":
      return replayRows(report);
    case "explain-403":
      return [];
    case "rules":
      return ruleRows(report);
  }
}

function findingRows({ findings }: Report): readonly (readonly Cell[])[] {
  return [
    "severity,code,name,vault,message,file,line,character,suppressed,environments".split(","),
    ...findings.map((each) => [
      each.severity,
      each.code,
      each.name,
      each.vault ?? "",
      each.message,
      each.file,
      each.line,
      each.character,
      each.suppressed?.reason ?? "",
      each.environments.join("; "),
    ]),
  ];
}

function testRows({ tests }: Report): readonly (readonly Cell[])[] {
  return [
    ["test", "environment", "outcome", "rule", "message", "file", "line"],
    ...tests.map(({ name, environment, outcome, rule, message, file, line }) => [
      name,
      environment ?? "",
      outcome,
      rule ?? "",
      message ?? "",
      file,
      line,
    ]),
  ];
}

function changeRows({ changes, drift }: Report): readonly (readonly Cell[])[] {
  return [
    ["change", "from", "vault", "before", "after", "file", "line", "environment"],
    ...changes.map(({ kind, from, vault, environment, before, after, file, line }) => [
      kind,
      from,
      vault,
      before ?? "",
      after ?? "",
      file,
      line,
      environment ?? "",
    ]),
    ...drift.map(({ property, vault, environment, template, state, file, line }) => [
      "drift",
      property,
      vault,
      [state].flat().join("; "),
      [template].flat().join("; "),
      file,
      line,
      environment ?? "",
    ]),
  ];
}

function replayRows({ replayed }: Report): readonly (readonly Cell[])[] {
  const when = ["requests", "first", "last", "result"] as const;
  const what = ["verdict", "before", "reason", "file", "line"] as const;
  const columns = ["from", "name", "tag", "vault", "environment", ...when, ...what] as const;
  return [columns, ...replayed.map((each) => columns.map((name) => each[name] ?? ""))];
}

function environmentRows({ vaults }: Report): readonly (readonly Cell[])[] {
  const { environments: names, rows } = environmentTable(vaults);
  return [
    ["Vault", "Template", ...names.map((name) => name ?? "(defaults)")],
    ...rows.map(({ vault, template, cells }) => [
      vault,
      template,
      ...cells.map((each) => (each === null ? "" : each.exposure + asDeployed(each, english))),
    ]),
  ];
}

function vaultRows({ vaults }: Report): readonly (readonly Cell[])[] {
  return [
    "root,module,vault,name,exposure,depends on,trusted services,public network access,default action,bypass,IP rules,subnet rules,private endpoints,file,line,environment,declared in,notes,exists".split(
      ",",
    ),
    ...vaults.map((vault) => [
      vault.root,
      vault.module ?? "",
      vault.symbol,
      sayName(vault),
      vault.exposure,
      vault.dependsOn.join("; "),
      vault.trustedServices,
      sayWord(vault.publicNetworkAccess, english),
      sayWord(vault.defaultAction, english),
      sayWord(vault.bypass, english),
      sayRules(vault.ipRules, vault.ipRulesOpen, english, "; "),
      sayRules(vault.subnetRules, vault.subnetRulesOpen, english, "; "),
      vault.privateEndpoints,
      vault.file,
      vault.line,
      vault.environment ?? "",
      vault.linkedTo ? `${vault.linkedTo.file}:${vault.linkedTo.line}` : "",
      vault.notes.join("; "),
      vault.exists,
    ]),
  ];
}

function verdictRows({ verdicts }: Report): readonly (readonly Cell[])[] {
  return [
    "from,root,module,vault,verdict,reason,depends on,notes,file,line,environment".split(","),
    ...verdicts.map((each) => [
      each.from,
      each.root,
      each.module ?? "",
      each.vault,
      each.verdict,
      each.reason,
      each.dependsOn.join("; "),
      each.notes.join("; "),
      each.file,
      each.line,
      each.environment ?? "",
    ]),
  ];
}

function ruleRows({ rules }: Report): readonly (readonly Cell[])[] {
  return [
    ["code", "name", "severity", "summary", "fixable"],
    ...rules.map((rule) => [rule.code, rule.name, rule.severity, rule.summary, rule.fixable ? "yes" : "no"]),
  ];
}

/** Texts come from templates that may not be trusted: none may run as a formula in a spreadsheet. */
function printCell(cell: Cell): string {
  if (typeof cell === "number") return String(cell);
  // Where a comma separates decimals, a semicolon separates cells, whatever quotes there are.
  const safe = cell.replace(/(^|[;\t\r\n])(?=[ "]*[=+\-@\t\r＝＋－＠])/g, "$1'");
  return /[",;\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
