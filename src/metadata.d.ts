/** `nest build` writes metadata.ts: what Swagger's plugin reads in DTO and controller files. This is its type before that. */
declare const metadata: () => Promise<Record<string, unknown>>;
export default metadata;
