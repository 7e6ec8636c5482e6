import { dirname, posix } from "node:path";
import {
  type Analysis,
  analyze,
  builtInTags,
  concerningVaults,
  type Environment,
  type Files,
  LineIndex,
  mayBeOutside,
  type OutsideReading,
  readOutside,
  type ReportedFinding,
} from "../../server/src/core/index.ts";
import { sourcesBeside } from "../../server/src/core/workspace/outside/pipeline-sources.ts";
import { check } from "../../server/src/core/workspace/check.ts";
import { checkOutside } from "../../server/src/core/workspace/outside/check-outside.ts";
import { mergeRoots } from "../../server/src/core/workspace/merge-roots.ts";
import { jobsByVault } from "../../server/src/core/questions/callers.ts";
import { answered } from "../../server/src/core/report/compared-callers.ts";
import { ownVaults } from "../../server/src/core/access/worlds.ts";
import { knownText } from "../../server/src/core/evaluate/values/value.ts";
import { english } from "../../server/src/core/words/en/english.ts";
import type { Job, VaultCall } from "../../server/src/core/outside/job.ts";
import { messageOf } from "../support/said.ts";

/** The calls of pipelines and scripts, and the findings about them: one line each. */
export function printCase(texts: ReadonlyMap<string, string>): string {
  const documents = [...texts].map(([id, text]) => ({ id, text }));
  const byId = new Map(documents.map((document) => [document.id, document]));
  const outside = documents.filter(({ id }) => mayBeOutside(id));
  const concerned = concerningVaults(outside);
  const known = new Map(
    outside.map((document) => [document.id, concerned.includes(document) ? document : null]),
  );
  const reading = readOutside(concerned, { find: (id) => known.get(id) });
  const analyses = rootsIn(texts).map((root) =>
    analyze({ root, files: filesOf(byId), ...valuesOf(root, texts) }),
  );
  const found = checkOutside(reading, analyses, () => ({ today: "2026-06-01" }));
  const judged = analyses.map((analysis) => ({
    analysis,
    findings: check(analysis, { changedOutside: found.atVaults.get(analysis) ?? [] }).filter(({ code }) =>
      /^KV(?:307|409|410|80\d|50\d|510)$/.test(code),
    ),
  }));
  const findings = [...mergeRoots([...judged, ...found.atCalls]), ...found.unlinked];
  const place = ({ document, start }: ReportedFinding["span"]): string =>
    `${document.slice(1)}:${new LineIndex(texts.get(document) ?? "").at(start).line}`;
  return [
    ...reading.jobs.flatMap((job) => printJob(job, place)),
    ...printAnswers(reading, analyses),
    "",
    ...findings.map((each) => printFinding(each, place)).sort(),
    ...[...reading.documents.values()].flatMap(({ document, unreadFrom }) =>
      unreadFrom === null
        ? []
        : [
            `${place({ document: document.id, start: unreadFrom, end: unreadFrom })} is not read from here on`,
          ],
    ),
  ]
    .map((line) => `${line}\n`)
    .join("");
}

/** What vaults answer to jobs whose network is known, as callers of the vaults and as sources of a simulation. */
function printAnswers(reading: OutsideReading, analyses: readonly Analysis[]): readonly string[] {
  const print = (id: string): string => id.slice(1);
  const sources = sourcesBeside(new Map(), analyses, { reading, analyses, print });
  const workspace = { analyses, sourcesAt: () => sources, options: { tags: builtInTags }, reading, print };
  return analyses.flatMap((analysis) =>
    [...(jobsByVault(workspace).get(analysis) ?? [])].flatMap(([key, callers]) =>
      callers.flatMap((caller) => {
        const { answer, doubt } = answered(caller, caller.source, analysis.worlds, key);
        const [vault] = ownVaults(analysis.worlds).filter((each) => each.key === key);
        const why = doubt ? `: ${english.gate([doubt])}` : "";
        const name = (vault && knownText(vault.vault.name)) ?? "a vault";
        return answer
          ? `${name} answers ${answer.verdict} to ${caller.from}${caller.uses === "maybe" ? ", probably" : ""}${why}`
          : [];
      }),
    ),
  );
}

/** Templates of Bicep, and folders of Terraform. */
function rootsIn(texts: ReadonlyMap<string, string>): readonly string[] {
  const found = [...texts.keys()].flatMap((id) =>
    id.endsWith(".bicep") ? [id] : id.endsWith(".tf") ? [`${dirname(id)}/`.replace("//", "/")] : [],
  );
  return [...new Set(found)];
}

/** A file of parameters next to a root supplies its values. */
function valuesOf(root: string, texts: ReadonlyMap<string, string>): { readonly environment?: Environment } {
  const file = root.replace(/\.bicep$/, ".parameters.json");
  return texts.has(file) ? { environment: { name: null, parameters: [file], set: new Map() } } : {};
}

function filesOf(byId: ReadonlyMap<string, { readonly id: string; readonly text: string }>): Files {
  return {
    get: (id) => byId.get(id) ?? null,
    resolve: (from, path) => posix.join(dirname(from), path),
    list: (folder) => [...byId.keys()].filter((id) => `${dirname(id)}/`.replace("//", "/") === folder),
  };
}

function printJob(job: Job, place: (span: Job["span"]) => string): readonly string[] {
  const calls = job.steps.flatMap((step) => {
    const words = [
      step.isEarly ? "early" : "",
      step.isConditional ? "conditional" : "",
      step.runsAfter === "anything" ? "always" : step.runsAfter === "failure" ? "after a failure" : "",
    ];
    const unread = step.isUnread ? ["  something that is not read"] : [];
    return [
      ...step.calls
        .filter(({ access }) => access.kind !== "deploy")
        .map(
          (call) =>
            `  ${place(call.span)} ${[printCall(call), ...words].filter((word) => word !== "").join(" ")}`,
        ),
      ...unread,
    ];
  });
  if (calls.length === 0) return [];
  const { machine } = job;
  const pool =
    machine.kind === "private" ? ` ${machine.pool ?? ""}` : machine.kind === "hosted" ? ` ${machine.by}` : "";
  return [
    `${job.document.slice(1)}${job.name === null ? "" : `#${job.name}`} on ${machine.kind}${pool}`,
    ...calls,
  ];
}

function printCall({ access, vaults, through, written, runsAtExit }: VaultCall): string {
  if (access.kind === "unread") return "runs what is not read";
  if (through?.kind === "terraform")
    return `applies Terraform in ${through.folder ?? "a folder that is not known"}`;
  if (through) return `${access.kind} what group ${through.name} has`;
  const vault = vaults === null ? `unknown (${written})` : vaults.join("|");
  return `${access.kind} ${vault}${runsAtExit ? " at exit" : ""}`;
}

function printFinding(finding: ReportedFinding, place: (span: ReportedFinding["span"]) => string): string {
  const { code, severity, suppressed, span } = finding;
  return `${place(span)} ${severity} ${code}${suppressed ? " (suppressed)" : ""} ${messageOf(finding)}`;
}
