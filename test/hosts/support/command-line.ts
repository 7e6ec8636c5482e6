import { relative } from "node:path";
import { openGround } from "../../../server/src/cli/open-ground.ts";
import { type Options, readOptions } from "../../../server/src/cli/options.ts";
import { runCommand } from "../../../server/src/cli/run-command.ts";
import { type Answers, ofFindings, ofVaults, ofVerdicts, pick, rows } from "./answers.ts";

/** What the command line says of a folder: `check` and `simulate` over the same roots, which are judged once. */
export function askCommandLine(folder: string, from: readonly string[]): Answers {
  const { ground } = openGround(optionsOf("check", folder), {
    input: () => ({ failure: { isMissing: true, fault: { kind: "no-input" } } }),
  });
  const { vaults = [], findings = [] } = runCommand(ground).report;
  const asked = from.flatMap((each) => ["--from", each]);
  const simulated = runCommand({ ...ground, options: optionsOf("simulate", folder, ...asked) });
  if (simulated.complaints?.length) throw new Error(simulated.complaints.map(({ kind }) => kind).join("\n"));
  const prefix = `${relative(process.cwd(), folder)}/`;
  const within = (path: string): string => path.replace(prefix, "");
  return {
    vaults: rows(
      vaults.map((each) => ({
        ...pick(each, ofVaults),
        ...pick(each, ["line", "character"]),
        file: within(each.file),
        root: within(each.root),
      })),
    ),
    findings: rows(
      findings.map((each) => ({
        ...pick(each, ofFindings),
        ...pick(each, ["line", "character", "endLine", "endCharacter"]),
        suppressed: each.suppressed && { reason: each.suppressed.reason, until: each.suppressed.until },
        file: within(each.file),
        instances: each.instances.map((instance) => ({ ...instance, root: within(instance.root) })),
        related: each.related.map((other) => ({ ...other, file: within(other.file) })),
      })),
    ),
    verdicts: rows(
      (simulated.report.verdicts ?? []).map((each) => ({
        ...pick(each, ofVerdicts),
        line: each.line,
        file: within(each.file),
        root: within(each.root),
        steps: each.steps.map((step) => ({ ...step, file: step.file === null ? null : within(step.file) })),
      })),
    ),
  };
}

function optionsOf(...argv: readonly string[]): Options {
  const reading = readOptions(argv);
  if (reading.kind !== "options") throw new Error(`These are no options: ${argv.join(" ")}`);
  return reading.options;
}
