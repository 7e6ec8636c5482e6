import { dirname, join, normalize } from "node:path/posix";
import { type Language, languages, repository, rules } from "../../server/src/core/index.ts";
import { rulePagePath } from "../../server/src/core/rules/page.ts";

/** Where the site is published: the pages of the repository at GitHub. */
export const published = new URL(
  repository.replace(/^https:\/\/github\.com\/([^/]+)\/([^/]+)$/, "https://$1.github.io/$2/"),
);

/** Texts of the repository that are pages, with their addresses. */
export const documents = {
  "README.md": "get-started/",
  "docs/command-line.md": "command-line/",
  "docs/library.md": "library/",
  "docs/migration.md": "migration/",
  "docs/editors.md": "editors/",
  "docs/access-file.md": "access-file/",
  "docs/trusted-services.md": "services/",
  "docs/bicep-reader.md": "bicep/",
  "docs/terraform-reader.md": "terraform/",
  "docs/precision.md": "precision/",
  "ARCHITECTURE.md": "architecture/",
  "CONTRIBUTING.md": "contributing/",
  "docs/dependencies.md": "dependencies/",
  "SECURITY.md": "security/",
  "CHANGELOG.md": "changelog/",
} as const;

/** The folder of a language. */
export function folderOf(language: Language): string {
  return language === "en" ? "" : `${language}/`;
}

export function rulesAddress(language: Language): string {
  return `${folderOf(language)}rules/`;
}

export function ruleAddress(code: string, language: Language): string {
  return `${rulesAddress(language)}${code}/`;
}

/** The address of a file of the repository; null if it is not a page. */
function addressOfFile(path: string): string | null {
  const guide = /^site\/(guides\/.*)\.md$/.exec(path)?.[1];
  if (guide !== undefined) return `${guide}/`;
  return pagesByFile.get(path) ?? (/^docs\/images\/.*\.png$/.test(path) ? path.slice("docs/".length) : null);
}

const pagesByFile: ReadonlyMap<string, string> = new Map([
  ...Object.entries(documents),
  ...languages.flatMap((language) => [
    ...rules.map(({ code }): [string, string] => [rulePagePath(code, language), ruleAddress(code, language)]),
    [join(dirname(rulePagePath("KV101", language)), "README.md"), rulesAddress(language)] as const,
  ]),
]);

/** An address of the site as a page at `from` writes it, so that the site works below every path. */
export function linkFrom(from: string, to: string): string {
  const up = "../".repeat(from.split("/").length - 1);
  return up + to === "" ? "./" : up + to;
}

/**
 * What the links of a file of the repository lead to on a page at `address`: pages where there is one, otherwise the file in the
 * repository.
 */
export function resolveFrom(file: string, address: string): (link: string) => string {
  return (link) => {
    if (link.startsWith(published.href)) return linkFrom(address, link.slice(published.href.length));
    const own = link.startsWith(`${repository}/blob/main/`);
    if (!own && (/^[a-z]+:/.test(link) || link.startsWith("#"))) return link;
    const [path = "", anchor] = (own ? link.slice(`${repository}/blob/main/`.length) : link).split("#");
    const target = own ? path : normalize(join(dirname(file), path));
    const page = addressOfFile(target);
    const to = page === null ? `${repository}/blob/main/${target}` : linkFrom(address, page);
    return anchor === undefined ? to : `${to}#${anchor}`;
  };
}
