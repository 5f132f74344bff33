/** How `check` writes its findings. */
export const CHECK_FORMATS = ["text", "compact", "json", "sarif", "rdjson", "markdown", "github"] as const;

/** How `inspect` writes its facts. */
export const INSPECT_FORMATS = ["text", "json", "mermaid"] as const;
