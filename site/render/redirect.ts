import { linkFrom, published } from "../pages/addresses.ts";
import { markup } from "./html.ts";

/** A page that leads to the same page under the address that is meant for it. */
export function redirect(from: string, to: string): string {
  const address = linkFrom(from, to);
  const document = markup`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'" />
        <meta http-equiv="refresh" content="0; url=${address}" />
        <meta name="robots" content="noindex" />
        <title>Key Vault Network</title>
        <link rel="canonical" href="${new URL(to, published).href}" />
      </head>
      <body>
        <p><a href="${address}">${to}</a></p>
      </body>
    </html> `;
  return document.html;
}
