import {
  type Picture,
  type PictureLane,
  pictureOf,
  type PictureVault,
  type Shape,
} from "./picture/layout.ts";
import type { Printing } from "./printing.ts";
import type { Report } from "./report.ts";

/**
 * A picture (SVG) of who reaches which vault through which gate: a lane for each source, which runs from gate to gate until one
 * of them decides. Solid lines lead into the vault; a cross ends those that are blocked.
 */
export function printSvg({ verdicts }: Report, { words }: Pick<Printing, "words">): string {
  const { picture } = pictureOf(verdicts, words);
  const height = picture.head.height + picture.height;
  const { width } = picture;
  const [only, ...others] = picture.vaults;
  const title = escapeXml(only && others.length === 0 ? only.title : words.document.labels.access);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-labelledby="title">
<title id="title">${title}</title>
<style>${style}</style>
<rect class="ground" width="${width}" height="${height}"/>
${picture.head.shapes.map(print).join("\n")}
${vaults(picture)}
</svg>
`;
}

/** On a light ground, and in the colors of a dark one where that is preferred. */
const style = `
text { font: 13px system-ui, sans-serif; fill: #1f2328; }
.title { font-size: 14px; font-weight: 600; text-anchor: middle; }
.gate { font-size: 10.5px; text-anchor: middle; }
.answer { font-size: 11px; }
.bundle { font-weight: 600; }
.ground { fill: #ffffff; }
.site { fill: #f6f8fa; stroke: #d1d9e0; }
.vault { fill: #ffffff; stroke: #59636e; stroke-width: 1.5; }
.column { stroke: #8c959f; stroke-dasharray: 2 4; fill: none; }
.way { stroke: #57606a; stroke-width: 2; fill: none; }
.pass { fill: #57606a; }
.in { stroke: #1a7f37; stroke-width: 3; fill: none; }
.out { stroke: #cf222e; stroke-width: 3; fill: none; }
.maybe { stroke: #9a6700; stroke-width: 3; stroke-dasharray: 6 4; fill: none; }
.gateway { fill: #1a7f37; }
.gateway.open { fill: #9a6700; }
.in.exposed { stroke: #cf222e; stroke-width: 5; }
.gateway.exposed { fill: #cf222e; }
@media (prefers-color-scheme: dark) {
  text { fill: #e6edf3; }
  .ground { fill: #0d1117; }
  .site { fill: #151b23; stroke: #3d444d; }
  .vault { fill: #0d1117; stroke: #9198a1; }
  .way { stroke: #9198a1; }
  .pass { fill: #9198a1; }
  .in { stroke: #3fb950; }
  .out, .in.exposed { stroke: #f85149; }
  .maybe { stroke: #d29922; }
  .gateway { fill: #3fb950; }
  .gateway.open { fill: #d29922; }
  .gateway.exposed { fill: #f85149; }
}
`;

function vaults({ head, vaults }: Picture): string {
  return `<g transform="translate(0 ${head.height})">\n${vaults.map(vault).join("\n")}\n</g>`;
}

function vault({ title, shapes, lanes }: PictureVault): string {
  return `<g><title>${escapeXml(title)}</title>
${[...shapes.map(print), ...lanes.map(lane)].join("\n")}
</g>`;
}

function lane({ title, shapes }: PictureLane): string {
  return `<g><title>${escapeXml(title)}</title>\n${shapes.map(print).join("\n")}\n</g>`;
}

function print(shape: Shape): string {
  return "d" in shape
    ? `<path class="${shape.look}" d="${shape.d}"/>`
    : `<text class="${shape.look}" x="${shape.x}" y="${shape.y}">${escapeXml(shape.text)}</text>`;
}

function escapeXml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, " ");
}
