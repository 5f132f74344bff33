// All five trees, and faults in ten images of each: see amount.ts.
import "./init.test.ts";
