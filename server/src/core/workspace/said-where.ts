import { listAnd } from "../text/list.ts";
import type { DocumentId } from "../text/span.ts";

/** A sentence with the environments in which alone it holds: "… is Allow in dev and test." */
export function inEnvironments(sentence: string, environments: readonly string[]): string {
  return environments.length === 0 ? sentence : ending(sentence, `in ${listAnd(environments)}`);
}

/** A sentence about a module with the roots for which alone it holds: "… is Allow as called in shop/main.bicep." */
export function asCalledIn(sentence: string, roots: readonly DocumentId[]): string {
  return roots.length === 0 ? sentence : ending(sentence, `as called in ${listAnd(roots.map(shortPath))}`);
}

function ending(sentence: string, words: string): string {
  return sentence.endsWith(".") ? `${sentence.slice(0, -1)} ${words}.` : `${sentence} ${words}`;
}

/** The last two segments of a path, which tell roots apart that are all named `main.bicep`. */
function shortPath(root: DocumentId): string {
  return root
    .split("/")
    .filter((segment) => segment !== "")
    .slice(-2)
    .join("/");
}
