/**
 * `npm run site [-- folder]`: writes the documentation site, by default into `site/dist`. Its pages are made of what the product
 * and its documentation say; the texts in `site/guides` and `site/start` are the only ones of its own.
 */
import { join, resolve } from "node:path";
import { writeSite } from "./write-site.ts";

const folder = resolve(process.argv[2] ?? join(import.meta.dirname, "dist"));
const { pages } = await writeSite(folder);
console.log(`${pages} pages in ${folder}`);
