import type { Plugin } from "esbuild";

export declare const parts: Readonly<Record<string, string>>;
export declare const globalName: string;
export declare const partsOnDemand: Plugin;
export declare const dataAsText: Plugin;
export declare const onlyInDocuments: ReadonlySet<string>;
