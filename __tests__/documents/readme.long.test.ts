// The same over more: see amount.ts.
import "./readme.test.ts";
