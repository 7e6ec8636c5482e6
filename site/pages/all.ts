import { documents } from "./addresses.ts";
import { getStarted, ownDocument } from "./documents.ts";
import type { Page } from "./page.ts";
import { rulePages } from "./rules.ts";
import { startPages } from "./start.ts";

/** Every page of the site, in the order of reading. `playable` are the rules that the playground has an example of. */
export function allPages(playable: ReadonlySet<string>): readonly Page[] {
  const { "README.md": _, ...others } = documents;
  return [
    ...startPages(playable.size > 0),
    ...rulePages(playable),
    ownDocument("README.md", { edit: getStarted }),
    ...(Object.keys(others) as (keyof typeof others)[]).map((file) => ownDocument(file)),
  ];
}
