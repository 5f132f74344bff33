// All five trees, and a new fault in ten images of each: see amount.ts.
import "./init.test.ts";
