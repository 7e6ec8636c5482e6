import type { Analysis, CheckOptions, ReportedFinding, Span } from "../core/index.ts";
import { check, escapeMarkdown, rules } from "../core/index.ts";
import type { Context } from "./context.ts";
import { rulePage } from "./documentation.ts";
import type { Settings } from "./settings.ts";

interface Remembered {
  readonly settings: Settings;
  readonly findings: readonly ReportedFinding[];
}

/** Hovers, actions and problems ask for the same findings; settings are one object as long as they do not change. */
const remembered = new WeakMap<Analysis, Remembered>();

/** The findings of a root that nobody suppressed, wherever they lie. */
export function findingsOf(
  context: Context,
  analysis: Analysis,
  settings: Settings,
): readonly ReportedFinding[] {
  const before = remembered.get(analysis);
  if (before?.settings === settings) return before.findings;
  const findings = unsuppressed(context, analysis, settings);
  remembered.set(analysis, { settings, findings });
  return findings;
}

function unsuppressed(
  { session }: Context,
  analysis: Analysis,
  settings: Settings,
): readonly ReportedFinding[] {
  const files = { get: (id: string) => session.document(id) };
  return check(analysis, files, checkOptions(settings)).filter(({ suppressed }) => !suppressed);
}

/** The findings that touch an offset of the root's own document. */
export function findingsAt(
  context: Context,
  analysis: Analysis,
  settings: Settings,
  offset: number,
): readonly ReportedFinding[] {
  return findingsOf(context, analysis, settings).filter(
    ({ span }) => span.document === analysis.root && span.start <= offset && offset <= span.end,
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

function checkOptions(settings: Settings): CheckOptions {
  return {
    severities: Object.fromEntries(settings.rules),
    widestIpPrefix: settings.widestIpPrefix,
    honorOtherTools: settings.honorOtherTools,
    today: new Date().toISOString().slice(0, 10),
  };
}
