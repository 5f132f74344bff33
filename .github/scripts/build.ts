// npm run build: dist/, which is committed.
import { join } from "node:path";
import { bundle } from "./bundle.ts";
import { ROOT } from "./repo.ts";

const files = await bundle(join(ROOT, "dist"));
console.log(`built ${files.length} files into dist/`);
