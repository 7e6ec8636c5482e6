import { ServerProcess } from "./server-process.ts";
import type { Row } from "./table.ts";
import { ordinaryArm } from "./templates.ts";

const templates = 50;
const edits = 10_000;

/** What a server process holds: right after its start, with 50 open templates, and after 10,000 edits of one of them. */
export async function benchMemory(): Promise<readonly Row[]> {
  const text = ordinaryArm(20_000);
  const server = await ServerProcess.start();
  await server.open("untitled:/first.json", "{}", "json");
  await server.diagnostics("untitled:/first.json");
  const empty = server.megabytes();
  for (let at = 0; at < templates; at++) {
    await server.open(`untitled:/main${at}.json`, text, "json");
    await server.diagnostics(`untitled:/main${at}.json`);
  }
  const open = server.megabytes();
  const half = await typeInto(server, text);
  const edited = await typeInto(server, text);
  server.stop();
  return [
    {
      what: `${templates} templates of ${(text.length / 1000).toFixed(0)} kB`,
      "empty server": `${empty.toFixed(0)} MB`,
      "templates open": `${open.toFixed(0)} MB`,
      more: `${(open - empty).toFixed(0)} MB`,
      [`after ${edits / 2} edits`]: `${half.toFixed(0)} MB`,
      [`after ${edits} edits`]: `${edited.toFixed(0)} MB`,
    },
  ];
}

async function typeInto(server: ServerProcess, text: string): Promise<number> {
  const line = text.slice(0, text.indexOf("20.7.7.7")).split("\n").length - 1;
  for (let edit = 0; edit < edits / 2; edit++) {
    const replaced = edit % 2;
    await server.type("untitled:/main7.json", line, 0, replaced, replaced === 0 ? " " : "");
    await server.diagnostics("untitled:/main7.json");
  }
  return server.megabytes();
}
