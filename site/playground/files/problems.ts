import type { Diagnostic } from "vscode-languageserver";
import { symbol } from "../../../client/webview/symbols.ts";
import { sayPlace } from "../../../client/src/places.ts";
import type { Location } from "../../../server/src/protocol/names.ts";
import { messageOf } from "../editor/editor.ts";
import { button, byId, element, replaceIn } from "../ui/elements.ts";
import type { PageWords } from "../words/words.ts";

/** A problem in a file. */
export interface Problem extends Location {
  readonly diagnostic: Diagnostic;
}

/** What the list of problems does. */
export interface ProblemsHost {
  readonly words: PageWords;
  readonly follow: (place: Location) => void;
  readonly offerFixes: (problem: Problem, at: DOMRect, leave: () => void) => void;
}

/** The most rows; more problems are counted only. */
const mostShown = 500;

/** Lists the problems of all files, each with its place and its fixes. */
export function showProblems(problems: readonly Problem[], host: ProblemsHost): void {
  const { words } = host;
  const rows = problems.slice(0, mostShown).map((problem) => row(problem, host));
  replaceIn(byId("problems", HTMLElement), rows);
  byId("problem-count", HTMLElement).textContent = problems.length === 0 ? "" : String(problems.length);
  const none = byId("no-problems", HTMLElement);
  none.textContent = words.noProblems;
  none.hidden = problems.length > 0;
}

function row(problem: Problem, { words, follow, offerFixes }: ProblemsHost): HTMLElement {
  const { message, code, severity = 1 } = problem.diagnostic;
  const place = button("place", "", () => {
    follow(problem);
  });
  const label = [words.error, words.warning, words.info, words.hint][severity - 1] ?? "";
  const mark = element(
    "span",
    "",
    symbol(severity === 1 ? "denied" : severity === 2 ? "exposed" : "depends"),
  );
  mark.role = "img";
  mark.ariaLabel = label;
  place.append(
    mark,
    element("span", "", messageOf(message)),
    element("span", "", [String(code ?? ""), sayPlace(problem)].filter((each) => each !== "").join(" · ")),
  );
  const fixes = button("small", words.fixes, () => {
    offerFixes(problem, fixes.getBoundingClientRect(), () => {
      fixes.focus();
    });
  });
  const item = element("li", "", place, fixes);
  item.dataset["severity"] = String(severity);
  return item;
}
