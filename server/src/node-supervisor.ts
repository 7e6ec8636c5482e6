import { superviseProcess } from "./supervised-process.ts";

superviseProcess(new URL(import.meta.url), 10_000);
