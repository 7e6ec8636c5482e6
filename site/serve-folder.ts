import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join, normalize } from "node:path";

/** What is served: a folder, the path that its addresses begin with, and the port; with 0, one that is free. */
export interface Served {
  readonly folder: string;
  readonly path: string;
  readonly port: number;
  /** For how many seconds a browser may keep what it got; GitHub Pages says 600. By default, it asks again. */
  readonly maxAge?: number;
}

export interface FolderServer {
  readonly address: string;
  readonly close: () => Promise<void>;
}

const types: Readonly<Record<string, string>> = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
  ".woff2": "font/woff2",
  ".xml": "application/xml; charset=utf-8",
};

/** Serves a folder to this machine alone, as GitHub Pages does: folders by their `index.html`, anything else by `404.html`. */
export async function serveFolder({ folder, path, port, maxAge = 0 }: Served): Promise<FolderServer> {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://localhost");
    const within = pathname.startsWith(path) ? pathname.slice(path.length) : null;
    void answer(folder, within).then(({ status, file, body }) => {
      const type = types[extname(file)] ?? "application/octet-stream";
      response.writeHead(status, { "content-type": type, "cache-control": `max-age=${maxAge}` });
      response.end(body);
    });
  });
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  const { port: open } = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${open}${path}`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => {
          resolve();
        });
      }),
  };
}

interface Answer {
  readonly status: number;
  readonly file: string;
  readonly body: Buffer | string;
}

async function answer(folder: string, within: string | null): Promise<Answer> {
  const named = within === null ? null : decoded(within);
  const file = named === null || named.endsWith("/") || named === "" ? `${named ?? ""}index.html` : named;
  const found = named === null ? null : await contentOf(folder, file);
  if (found !== null) return { status: 200, file, body: found };
  return { status: 404, file: "404.html", body: (await contentOf(folder, "404.html")) ?? "Not found" };
}

/** Null outside of the folder and for what is not a file. */
async function contentOf(folder: string, file: string): Promise<Buffer | null> {
  if (normalize(file).startsWith("..")) return null;
  return readFile(join(folder, file)).catch(() => null);
}

function decoded(path: string): string | null {
  try {
    return decodeURIComponent(path);
  } catch {
    return null;
  }
}
