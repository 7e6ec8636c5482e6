/** `npm run site:preview [-- port]`: serves what `npm run site` has built, below the path at which it is published. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { published } from "./pages/addresses.ts";
import { serveFolder } from "./serve-folder.ts";

const folder = join(import.meta.dirname, "dist");
if (!existsSync(folder)) throw new Error('There is no site yet: run "npm run site" first.');
const port = Number(process.argv[2] ?? 0);
const { address } = await serveFolder({ folder, path: published.pathname, port });
console.log(`The site is at ${address}\nPress Ctrl+C to stop it.`);
