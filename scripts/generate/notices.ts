import { type BundledPackage, bundledPackages } from "../release/bundled-packages.ts";

const heading = "## Libraries\n";

/** The notices with the licenses of all packages in the bundles; the part before them is written by hand. */
export function withLibraries(notices: string): string {
  const before = notices.slice(0, notices.indexOf(heading));
  const intro = "The bundles contain these packages, each under its own license, whose text follows.\n";
  return [before + heading, intro, ...bundledPackages().map(section)].join("\n");
}

function section({ name, page, license, text }: BundledPackage): string {
  const lines = text.replaceAll("\r\n", "\n").trimEnd();
  return `### ${name}\n\n<${page}>, license ${license}.\n\n\`\`\`text\n${lines.replace(/^\n+/, "")}\n\`\`\`\n`;
}
