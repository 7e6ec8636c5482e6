import {
  type Analysis,
  builtInTags,
  concerningVaults,
  judgeRoots,
  mayBeOutside,
  planWorkspace,
  readOutside,
  readSource,
  type ReportedFinding,
  reportVerdicts,
  simulate,
  type Span,
  vaults,
  type VerdictReport,
} from "../../server/src/core/index.ts";
import { jobsByVault, type WorkspaceWithJobs } from "../../server/src/core/questions/callers.ts";
import { sourcesBeside } from "../../server/src/core/workspace/outside/pipeline-sources.ts";
import { check } from "../../server/src/core/workspace/check.ts";
import { checkOutside } from "../../server/src/core/workspace/outside/check-outside.ts";
import { answered, callersDeclared } from "../../server/src/core/report/compared-callers.ts";
import { consumerLabel } from "../../server/src/core/access/consumer-source.ts";
import { placeOfReference } from "../../server/src/core/network/places.ts";
import { callersOfVaultsIn } from "../../server/src/core/services/consumers/callers-of-vaults.ts";
import { serviceStanding } from "../../server/src/core/services/service.ts";
import type { Consumer } from "../../server/src/core/services/consumers/consumer.ts";
import { filesInMemory, type Texts } from "../support/files-in-memory.ts";

/** What `simulate` and `check` say of the callers that a workspace declares. */
export interface Judged {
  /** How many verdicts there are on callers that certainly use the vault, and how many of them deny. */
  readonly asked: number;
  readonly denied: number;
  /** Callers that are denied, and of which no finding speaks. */
  readonly silent: readonly string[];
  /** Findings with a fix that ends the bypass of a vault that a caller may need. */
  readonly doubtful: readonly string[];
  /** Callers that a comparison of two versions would not ask about. */
  readonly uncompared: readonly string[];
  /** Callers that the list of vaults answers otherwise than `simulate`, and those that it leaves out. */
  readonly unlike: readonly string[];
}

const options = { today: "2026-06-01" };

export function askBoth(texts: Texts): Judged {
  const found = Object.keys(texts);
  const files = filesInMemory(texts);
  const plan = planWorkspace({ found, named: [], parameterFiles: found, accessFileOf: () => null }, files);
  const { analyses } = judgeRoots(plan.roots, files);
  const documents = new Map(found.filter(mayBeOutside).map((id) => [id, { id, text: texts[id] ?? "" }]));
  const reading = readOutside(concerningVaults([...documents.values()]), {
    find: (id) => documents.get(id) ?? null,
  });
  const outside = checkOutside(reading, analyses, () => options);
  const sources = sourcesBeside(new Map(), analyses, { reading, analyses, print: (id) => id });
  const workspace = {
    analyses,
    sourcesAt: () => sources,
    options: { tags: builtInTags },
    reading,
    print: (id: string) => id,
  };
  const callers = jobsByVault(workspace);
  const answers = analyses.map((analysis): Judged => {
    const findings = [
      ...check(analysis, { ...options, changedOutside: outside.atVaults.get(analysis) ?? [] }),
      ...outside.atCalls.flatMap((each) => (each.analysis === analysis ? each.findings : [])),
    ];
    const asked = verdictsIn(analysis);
    const compared = new Set(callersDeclared([analysis]).map(({ from }) => from));
    const denied = asked.filter(({ verdict }) => verdict.verdict === "denied");
    const jobs = [...(callers.get(analysis) ?? [])].flatMap(([key, some]) =>
      some.map((each) => ({
        ...each,
        verdict: answered(each, each.source, analysis.worlds, key).answer?.verdict ?? null,
      })),
    );
    return {
      asked: asked.length,
      denied: denied.length,
      silent: [
        ...denied
          .filter((each) => !findings.some((finding) => speaksOf(finding, each)))
          .map(({ verdict: { from, vault, reason } }) => `${analysis.root}: ${from} to ${vault}: ${reason}`),
        ...jobs
          .filter(({ verdict, span }) => verdict === "denied" && !findings.some((each) => isAt(each, span)))
          .map(({ from }) => `${analysis.root}: ${from}`),
      ],
      doubtful: findings
        .filter((finding) => finding.fixes().some(({ title }) => endsBypass(title)))
        .filter((finding) => asked.some(({ verdict }) => isInDoubt(verdict) && isOf(finding, verdict)))
        .map(({ code }) => `${analysis.root}: ${code}`),
      uncompared: asked.map(({ verdict }) => verdict.from).filter((from) => !compared.has(from)),
      unlike: unlikeSimulated(workspace, analysis, asked),
    };
  });
  return {
    asked: answers.reduce((sum, each) => sum + each.asked, 0),
    denied: answers.reduce((sum, each) => sum + each.denied, 0),
    silent: answers.flatMap((each) => each.silent),
    doubtful: answers.flatMap((each) => each.doubtful),
    uncompared: answers.flatMap((each) => each.uncompared),
    unlike: answers.flatMap((each) => each.unlike),
  };
}

/** The list of vaults beside what `simulate` answers about its callers, and about those that a template declares. */
function unlikeSimulated(
  workspace: WorkspaceWithJobs,
  analysis: Analysis,
  asked: readonly Asked[],
): readonly string[] {
  const listed = vaults({ analyses: [analysis], plans: [], callersIn: workspace });
  const from = [...new Set(listed.flatMap(({ callers }) => callers.map((each) => each.from)))];
  const verdicts = simulate(workspace, { from, to: () => null, among: [analysis] }).flatMap(
    (each) => each.verdicts,
  );
  const unlike = listed.flatMap(({ key, callers }) =>
    callers
      .filter(({ from: name, answer }) => {
        const said = verdicts.filter(({ verdict }) => verdict.from === name && verdict.vaultKey === key);
        const same = said.filter(({ verdict }) => verdict.scenario?.service === answer?.scenario?.service);
        return answer
          ? said.length > 0 && !same.some(({ verdict }) => verdict.verdict === answer.verdict)
          : said.length > 0;
      })
      .map((each) => `${each.from} is otherwise listed at ${key}`),
  );
  const missing = asked.filter(
    ({ verdict }) =>
      !listed.some(
        ({ key, callers }) => key === verdict.vaultKey && callers.some((each) => each.from === verdict.from),
      ),
  );
  return [...unlike, ...missing.map(({ verdict }) => `${verdict.from} is not listed at ${verdict.vaultKey}`)];
}

interface Asked {
  readonly verdict: VerdictReport;
  /** The declaration of the caller, and where it refers to the vault. */
  readonly places: readonly Span[];
}

/** The verdicts on callers that are certainly deployed, and certainly use the vault. */
function verdictsIn({ worlds }: Analysis): readonly Asked[] {
  const consumers = worlds.flatMap(({ network }) => callersOfVaultsIn(network));
  const byLabel = new Map<string, Consumer[]>();
  for (const consumer of consumers) {
    // What hands on a reference is not the caller; its client is not known.
    const isClient = serviceStanding(consumer.service).kind !== "followClient";
    if (consumer.exists.truth !== "yes" || !isClient) continue;
    const label = consumerLabel(consumer.resource);
    byLabel.set(label, [...(byLabel.get(label) ?? []), consumer]);
  }
  return [...byLabel].flatMap(([label, some]) => {
    const from = `consumer:${label}`;
    const reading = readSource(from);
    if (!("source" in reading)) return [];
    return reportVerdicts(worlds, from, reading.source).flatMap((verdict) => {
      const places = some.flatMap(({ resource, uses }) =>
        uses
          .filter(
            ({ kind, vault }) =>
              kind !== "vault-mention" && vault.kind === "declared" && vault.to.key === verdict.vaultKey,
          )
          .flatMap(({ reference }) => [resource.span, placeOfReference(reference, resource)]),
      );
      return places.length > 0 ? [{ verdict, places }] : [];
    });
  });
}

const codesOfCallers = /^KV(?:307|409|410|50[1-68]|510|805)$/;

function speaksOf(finding: ReportedFinding, { verdict, places }: Asked): boolean {
  return (
    codesOfCallers.test(finding.code) &&
    isOf(finding, verdict) &&
    places.some((place) => isAt(finding, place))
  );
}

function isOf({ vault, instances }: ReportedFinding, verdict: VerdictReport): boolean {
  return vault === verdict.vault || instances.some((each) => each.vault === verdict.vault);
}

/** Whether a finding lies, or says that something related does, within a place. */
function isAt({ span, about, related }: ReportedFinding, place: Span): boolean {
  const places = [span, ...(about ? [about] : []), ...related.map((each) => each.span)];
  return places.some(
    ({ document, start, end }) => document === place.document && place.start <= start && end <= place.end,
  );
}

function isInDoubt({ verdict, reason }: VerdictReport): boolean {
  return verdict === "depends" && reason === "DEPENDS_SERVICE";
}

function endsBypass(title: ReturnType<ReportedFinding["fixes"]>[number]["title"]): boolean {
  return title.kind === "set" && title.property === "bypass" && title.value === "None";
}
