// The same over more of what chance makes: see amount.ts.
import "./variants.test.ts";
