import type { Analysis, CheckOptions, ReportedFinding, ServiceTags, Span } from "../core/index.ts";
import { check, escapeMarkdown, rules } from "../core/index.ts";
import type { Context } from "./context.ts";
import { rulePage } from "./documentation.ts";
import type { Subject } from "./roots.ts";
import type { Settings } from "./settings.ts";

interface Remembered {
  readonly settings: Settings;
  readonly tags: ServiceTags;
  readonly findings: readonly ReportedFinding[];
}

/** Hovers, actions and problems ask for the same findings; settings are one object as long as they do not change. */
const remembered = new WeakMap<Analysis, Remembered>();

/** The findings of a root that nobody suppressed, wherever they lie. The settings that count are the root's. */
export async function findingsOf(context: Context, analysis: Analysis): Promise<readonly ReportedFinding[]> {
  const settings = await context.settings.of(context.session.uriOf(analysis.root));
  const { tags } = context.serviceTags;
  const before = remembered.get(analysis);
  if (before?.settings === settings && before.tags === tags) return before.findings;
  const findings = unsuppressed(context, analysis, settings);
  remembered.set(analysis, { settings, tags, findings });
  return findings;
}

function unsuppressed(
  { session, serviceTags }: Context,
  analysis: Analysis,
  settings: Settings,
): readonly ReportedFinding[] {
  const files = { get: (id: string) => session.document(id) };
  return check(analysis, files, checkOptions(settings, serviceTags.tags)).filter(
    ({ suppressed }) => !suppressed,
  );
}

/** The findings that touch an offset of a document. */
export async function findingsAt(
  context: Context,
  { document, analysis }: Subject,
  offset: number,
): Promise<readonly ReportedFinding[]> {
  const findings = await findingsOf(context, analysis);
  return findings.filter(
    ({ span }) => span.document === document.id && span.start <= offset && offset <= span.end,
  );
}

/** What to know of a finding besides its message: who else reports it, and where to read on. One line of Markdown. */
export function describeFinding({ code, name }: ReportedFinding): string {
  const others = rules.find((rule) => rule.code === code)?.alsoKnownAs ?? [];
  const known = others.length > 0 ? ` also known as ${others.map(escapeMarkdown).join(", ")}` : "";
  return `[${code} ${escapeMarkdown(name)}](${rulePage(code)})${known}`;
}

/** A text that is equal for the same finding in another analysis of the same text. */
export function findingKey({ code, span }: { readonly code: string; readonly span: Span }): string {
  return `${code} ${span.document}#${span.start}-${span.end}`;
}

function checkOptions(settings: Settings, serviceTags: ServiceTags): CheckOptions {
  return {
    serviceTags,
    severities: Object.fromEntries(settings.rules),
    widestIpPrefix: settings.widestIpPrefix,
    honorOtherTools: settings.honorOtherTools,
    today: new Date().toISOString().slice(0, 10),
  };
}
